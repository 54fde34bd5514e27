package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.convolutional.WindowLayer;
import io.github.cornu.op.image.FitImage;
import io.github.cornu.op.image.Resample;
import io.github.cornu.op.image.Sampling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code keras.layers.Resizing} and {@code CenterCrop}, which resizes images that are too small. */
public final class ResizingLayer extends WindowLayer {
    private final int height;
    private final int width;
    private final Sampling sampling;
    private final FitImage.Fit fit;
    private final float fillValue;
    private final boolean antialias;

    /** @param part of the images that is resized; null: what the config says, else all of it */
    public ResizingLayer(LayerConfig config, FitImage.Fit part) {
        super(config, 2);
        height = config.integer("height");
        width = config.integer("width");
        sampling = sampling(config.string("interpolation", "bilinear"));
        antialias = config.bool("antialias", false);
        fillValue = config.number("fill_value", 0);
        String fillMode = config.string("fill_mode", "constant");
        boolean cropsToRatio = config.bool("crop_to_aspect_ratio", false);
        boolean padsToRatio = config.bool("pad_to_aspect_ratio", false);
        if (padsToRatio && !fillMode.equals("constant")) {
            throw new UnsupportedModelException("unknown fill_mode '" + fillMode + "'");
        }
        FitImage.Fit ratio = cropsToRatio ? FitImage.Fit.CROP : padsToRatio ? FitImage.Fit.PAD : null;
        fit = part == null ? ratio : part;
    }

    @Override
    public boolean changesInTraining() {
        return config().className().equals("RandomCrop");
    }

    private static Sampling sampling(String interpolation) {
        return Arrays.stream(Sampling.values())
                .filter(sampling ->
                        sampling.name().toLowerCase(Locale.ROOT).equals(interpolation.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UnsupportedModelException("unknown interpolation '" + interpolation + "'"));
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> resized = super.call(g, call);
        return config().className().equals("Resizing")
                ? List.of(
                        Numbers.rounded(g, resized.get(0).value(), call.tensor().type()))
                : resized;
    }

    @Override
    public Value applyChannelsLast(Lowering g, Value x) {
        // Where Keras 3 does not know the size of the image, it takes it for large enough.
        boolean isUnknown = g.writer().isKeras3() && !x.shape().axes(1, 3).isFixed();
        FitImage.Fit part = fit == FitImage.Fit.CENTER && isUnknown ? FitImage.Fit.INSIDE : fit;
        Value fitted = part == null ? x : g.add(new FitImage(height, width, part, fillValue), x);
        Value rows = g.add(Resample.to(height, 1, sampling, antialias), fitted);
        return g.add(Resample.to(width, 2, sampling, antialias), rows);
    }
}
