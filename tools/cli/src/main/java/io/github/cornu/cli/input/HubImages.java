package io.github.cornu.cli.input;

import io.github.cornu.ModelException;
import io.github.cornu.hub.HubModel;
import io.github.cornu.hub.image.Pixels;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Image files as the converter that was saved with a model makes them; each a sample, read when it is asked for. */
public final class HubImages implements InputSource {
    private static final int COLORS = 3;

    private final List<Path> files;
    private final HubModel model;
    private final int channels;

    /** @param files at least one */
    public HubImages(List<Path> files, HubModel model) {
        this.files = files;
        this.model = model;
        int last = model.model().inputs().get(0).shape().length(-1);
        channels = last < 1 ? COLORS : last;
    }

    @Override
    public int samples() {
        return files.size();
    }

    @Override
    public List<Tensor> slice(int first, int count) {
        try {
            List<Tensor> images = files.subList(first, first + count).stream()
                    .map(file -> Pixels.read(file, channels).tensor())
                    .toList();
            return List.of(model.imageInput(images));
        } catch (IllegalArgumentException e) {
            throw new ModelException(String.valueOf(files.get(first).getFileName()), null, null, e.getMessage(), e);
        }
    }

    @Override
    public boolean fits(List<TensorSpec> specs) {
        return true;
    }

    /** The model refuses what it does not take. */
    @Override
    public void check(List<TensorSpec> specs) {}

    @Override
    public List<String> labels() {
        return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
    }

    @Override
    public void report(PrintWriter out) {
        out.println("read " + (files.size() == 1 ? "1 image" : files.size() + " images")
                + ", converted as the model's preprocessor says");
    }
}
