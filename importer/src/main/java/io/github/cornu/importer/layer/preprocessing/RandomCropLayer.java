package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.op.image.FitImage;

/**
 * {@code keras.layers.RandomCrop} at inference: in Keras 2 the largest center crop of the aspect ratio is resized, in
 * Keras 3.15 nothing is done. What other versions do is not in their files.
 */
public final class RandomCropLayer {
    private RandomCropLayer() {}

    public static KerasLayer of(LayerConfig config, LayerFactory factory) {
        if (!config.writer().isKeras3()) {
            return new ResizingLayer(config, FitImage.Fit.CROP);
        }
        if (!config.writer().isAtLeast(3, 15)) {
            throw new UnsupportedModelException("RandomCrop of Keras " + config.writer() + " is not known");
        }
        return new AugmentationLayer(config, factory);
    }
}
