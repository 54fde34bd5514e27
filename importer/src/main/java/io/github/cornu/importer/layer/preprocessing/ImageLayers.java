package io.github.cornu.importer.layer.preprocessing;

import static io.github.cornu.importer.layer.LayerEntry.FIRST;
import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.LayerTrait.UNCHANGED;

import io.github.cornu.importer.layer.LayerEntry;
import io.github.cornu.op.image.FitImage;

/** The classes of {@code keras.layers.preprocessing} that take images. */
public final class ImageLayers {
    private ImageLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "Pipeline" -> entry(PipelineLayer::new, "of any layers");
            case "Resizing" ->
                entry(
                        (c, f) -> new ResizingLayer(c, null),
                        "all interpolations, antialias, crop_to_aspect_ratio, pad_to_aspect_ratio; " + FIRST,
                        COMPUTES);
            case "CenterCrop" -> entry((c, f) -> new ResizingLayer(c, FitImage.Fit.CENTER), FIRST, COMPUTES);
            case "RandomCrop" ->
                entry(RandomCropLayer::of, "resized at inference in Keras 2, nothing in Keras 3.15", COMPUTES);
            case "AugMix",
                    "CutMix",
                    "Equalization",
                    "MaxNumBoundingBoxes",
                    "MixUp",
                    "RandAugment",
                    "RandomBrightness",
                    "RandomColorDegeneration",
                    "RandomColorJitter",
                    "RandomContrast",
                    "RandomElasticTransform",
                    "RandomErasing",
                    "RandomFlip",
                    "RandomGaussianBlur",
                    "RandomGrayscale",
                    "RandomHeight",
                    "RandomHue",
                    "RandomInvert",
                    "RandomPerspective",
                    "RandomPosterization",
                    "RandomRotation",
                    "RandomSaturation",
                    "RandomSharpness",
                    "RandomShear",
                    "RandomTranslation",
                    "RandomWidth",
                    "RandomZoom",
                    "Solarization" -> entry(AugmentationLayer::new, "nothing at inference", COMPUTES, UNCHANGED);
            case "AutoContrast" -> entry(AutoContrastLayer::new, "value_range", COMPUTES);
            case "ContrastLimitedAdaptiveHistogramEqualization" ->
                entry(AdaptiveEqualizationLayer::new, "all options, for images of a fixed size; " + FIRST, COMPUTES);
            default -> null;
        };
    }
}
