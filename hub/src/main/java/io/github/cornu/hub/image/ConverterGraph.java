package io.github.cornu.hub.image;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.hub.config.ConfigValues;
import io.github.cornu.op.Op;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.image.FitImage;
import io.github.cornu.op.image.Resample;
import io.github.cornu.op.image.Sampling;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What an image converter computes, as a model of its own. */
final class ConverterGraph {
    private static final Set<Sampling> KNOWN =
            Set.of(Sampling.BILINEAR, Sampling.NEAREST, Sampling.BICUBIC, Sampling.LANCZOS3, Sampling.LANCZOS5);
    /** More pixels than any model takes along an axis. */
    private static final int MOST = 1 << 14;

    private final ConfigValues config;
    private final GraphBuilder graph = new GraphBuilder("image_converter");

    private ConverterGraph(ConfigValues config) {
        this.config = config;
    }

    /** The model; null if nothing becomes of images. */
    static Model of(ConfigValues config) {
        return new ConverterGraph(config).build();
    }

    private Model build() {
        if (!config.text("data_format", "channels_last").equals("channels_last")) {
            throw new UnsupportedModelException(config.className() + " with channels first");
        }
        config.ignore("bounding_box_format");
        double[] scale = config.numbers("scale");
        double[] offset = config.numbers("offset");
        double[] variance = config.numbers("variance");
        if (variance != null) {
            double[] deviation = Arrays.stream(variance).map(Math::sqrt).toArray();
            offset = negativeRatios(config.numbers("mean"), deviation);
            scale = ratios(scale, deviation);
        }
        int[] size = size();
        int channels = Math.max(count(scale), count(offset));
        Value image = graph.input(
                "image", Shape.of(Shape.FREE, Shape.FREE, Shape.FREE, channels > 1 ? channels : Shape.FREE));
        Value x = size == null ? image : resized(image, size);
        x = combined(Binary.MULTIPLY, x, scale);
        x = combined(Binary.ADD, x, offset);
        if (x == image) {
            return null;
        }
        graph.output("images", x);
        return Model.compile(graph.build());
    }

    private static int count(double[] numbers) {
        return numbers == null ? 0 : numbers.length;
    }

    /** An older form, in which one scale is divided by the deviation of each channel. */
    private double[] ratios(double[] scale, double[] deviation) {
        if (scale == null || scale.length != 1) {
            throw new ModelException(config.className() + ": variance without one scale");
        }
        return Arrays.stream(deviation).map(each -> scale[0] / each).toArray();
    }

    private double[] negativeRatios(double[] mean, double[] deviation) {
        if (mean == null || mean.length != deviation.length) {
            throw new ModelException(config.className() + ": variance without a mean for each channel");
        }
        double[] offset = new double[mean.length];
        Arrays.setAll(offset, i -> -mean[i] / deviation[i]);
        return offset;
    }

    private int[] size() {
        double[] pair = config.numbers("image_size");
        if (pair == null && config.integer("height") != null && config.integer("width") != null) {
            pair = new double[] {config.integer("height"), config.integer("width")};
        }
        if (pair == null) {
            config.ignore("interpolation", "antialias", "pad_to_aspect_ratio", "crop_to_aspect_ratio");
            return null;
        }
        boolean fits = pair.length == 2;
        for (double length : pair) {
            fits &= length >= 1 && length <= MOST && length == (int) length;
        }
        if (!fits) {
            throw new ModelException(config.className() + ": image_size is " + Arrays.toString(pair));
        }
        return new int[] {(int) pair[0], (int) pair[1]};
    }

    private Value resized(Value image, int[] size) {
        Sampling sampling = sampling();
        boolean antialias = config.flag("antialias", false);
        boolean pads = config.flag("pad_to_aspect_ratio", false);
        boolean crops = config.flag("crop_to_aspect_ratio", true);
        if (pads && crops) {
            throw new ModelException(config.className() + ": it cannot both crop and pad to the aspect ratio");
        }
        Value x = image;
        if (pads || crops) {
            x = add(new FitImage(size[0], size[1], pads ? FitImage.Fit.PAD : FitImage.Fit.CROP, 0f), x);
        }
        return add(Resample.to(size[1], 2, sampling, antialias), add(Resample.to(size[0], 1, sampling, antialias), x));
    }

    private Sampling sampling() {
        String name = config.text("interpolation", "bilinear");
        return KNOWN.stream()
                .filter(sampling -> sampling.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedModelException("the interpolation '" + name + "'"));
    }

    private Value combined(Binary function, Value x, double[] numbers) {
        if (numbers == null) {
            return x;
        }
        if (numbers.length == 1) {
            return add(new CombineScalar(function, (float) numbers[0]), x);
        }
        float[] ofChannels = new float[numbers.length];
        for (int i = 0; i < ofChannels.length; i++) {
            ofChannels[i] = (float) numbers[i];
        }
        Value constant = add(new Constant(Weight.of(ofChannels, ofChannels.length)));
        return add(new Combine(function), x, constant);
    }

    private Value add(Op op, Value... operands) {
        return graph.add("image_converter", config.className(), op, operands);
    }
}
