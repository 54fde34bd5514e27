package io.github.cornu.cli.input;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.hub.image.Pixels;
import io.github.cornu.op.image.Resample;
import io.github.cornu.op.image.Sampling;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Image files, each a sample; read when they are asked for. */
public final class ImageSource implements InputSource {
    private final List<Path> files;
    private final boolean channelsFirst;
    private final int channels;
    private final Pixels.Size size;
    private final Scaling scaling;
    private final Model resize;

    /**
     * @param files at least one
     * @param asked the size to make of them, or null: that which the model takes, or which all have
     */
    public ImageSource(List<Path> files, TensorSpec spec, Pixels.Size asked, Sampling sampling, Scaling scaling) {
        this.files = files;
        this.scaling = scaling;
        Shape shape = spec.shape();
        if (shape.rank() != 4 || spec.texts()) {
            throw new ModelException("images are for inputs of the shape (None, height, width, channels), the input '"
                    + spec.name() + "' has " + spec.kerasShape());
        }
        this.channelsFirst = !isChannels(shape.length(3)) && isChannels(shape.length(1));
        this.channels = shape.length(channelsFirst ? 1 : 3);
        if (!isChannels(channels)) {
            throw new ModelException(
                    "an image has 1, 3 or 4 channels, the input '" + spec.name() + "' has the shape " + shape);
        }
        scaling.check(channels);
        Pixels.Size taken = new Pixels.Size(shape.length(channelsFirst ? 2 : 1), shape.length(channelsFirst ? 3 : 2));
        boolean fixed = taken.height() != Shape.FREE && taken.width() != Shape.FREE;
        List<Pixels.Size> sizes = files.stream().map(Pixels::size).toList();
        this.size = asked != null ? asked : fixed ? taken : common(files, sizes);
        this.resize = sizes.stream().allMatch(size::equals) ? null : resize(sampling);
    }

    private static boolean isChannels(int length) {
        return length == 1 || length == 3 || length == 4;
    }

    private static Pixels.Size common(List<Path> files, List<Pixels.Size> sizes) {
        Pixels.Size first = sizes.get(0);
        for (int i = 1; i < sizes.size(); i++) {
            if (!sizes.get(i).equals(first)) {
                throw new ModelException("it has " + sizes.get(i) + " pixels, "
                                + files.get(0).getFileName() + " has " + first + ": --image-size makes them alike")
                        .in(String.valueOf(files.get(i).getFileName()));
            }
        }
        return first;
    }

    private Model resize(Sampling sampling) {
        GraphBuilder graph = new GraphBuilder("resize");
        Value image = graph.input("image", Shape.of(Shape.FREE, Shape.FREE, Shape.FREE, channels));
        Value rows = graph.add("rows", "Resizing", Resample.to(size.height(), 1, sampling, false), image);
        graph.output("resized", graph.add("columns", "Resizing", Resample.to(size.width(), 2, sampling, false), rows));
        return Model.compile(graph.build());
    }

    @Override
    public int samples() {
        return files.size();
    }

    @Override
    public List<Tensor> slice(int first, int count) {
        int pixels = Math.multiplyExact(size.height(), size.width());
        int length = Math.multiplyExact(pixels, channels);
        Tensor batch = Tensor.zeros(shape(count));
        for (int i = 0; i < count; i++) {
            float[] values = read(files.get(first + i));
            for (int j = 0; j < length; j++) {
                int place = channelsFirst ? j % channels * pixels + j / channels : j;
                batch.data()[i * length + place] = values[j];
            }
        }
        return List.of(batch);
    }

    private Shape shape(int count) {
        return channelsFirst
                ? Shape.of(count, channels, size.height(), size.width())
                : Shape.of(count, size.height(), size.width(), channels);
    }

    private float[] read(Path file) {
        Pixels image = Pixels.read(file, channels);
        float[] values = image.values();
        if (image.height() != size.height() || image.width() != size.width()) {
            values = resize.run(Tensor.of(values, 1, image.height(), image.width(), channels))
                    .data();
        }
        scaling.scale(values, channels);
        return values;
    }

    @Override
    public boolean fits(List<TensorSpec> specs) {
        return true;
    }

    @Override
    public void check(List<TensorSpec> specs) {
        Shape image = shape(1);
        TensorSpec spec = specs.get(0);
        if (!spec.shape().accepts(image)) {
            throw new ModelException("the images are of the shape " + image + ", the input '" + spec.name()
                            + "' expects " + spec.shape())
                    .in(String.valueOf(files.get(0).getFileName()));
        }
    }

    @Override
    public List<String> labels() {
        return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
    }

    @Override
    public void report(PrintWriter out) {
        String resized = resize == null ? "" : ", resized";
        String range = scaling == Scaling.RAW
                ? "numbers from 0 to 255"
                : "scaling " + scaling.name().toLowerCase(Locale.ROOT);
        out.println("read " + (files.size() == 1 ? "1 image of " : files.size() + " images of ") + size + " pixels"
                + resized + ", " + range);
    }
}
