package io.github.cornu.hub.image;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.hub.config.ConfigValues;
import io.github.cornu.hub.config.Json;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * KerasHub's {@code ImageConverter}: from pixels to the numbers that a model takes. An image is resized where the
 * config has a size, perhaps cropped or filled up to its aspect ratio before, multiplied by a scale and added to an
 * offset, which may be of each channel. Immutable, safe for any number of threads.
 */
public final class ImageConverter {
    /** None of them overrides what all of them do. */
    private static final TreeSet<String> MODELS = new TreeSet<>(List.of(
            "CLIP", "DeepLabV3", "DenseNet", "EfficientNet", "MiT", "MobileNet", "ResNet", "SegFormer", "VGG", "ViT"));

    private static final String CONVERTER = "ImageConverter";
    private static final List<String> PREPROCESSORS =
            List.of("ImageClassifierPreprocessor", "ImageSegmenterPreprocessor");
    private static final int AXES = 3;

    /** Null if nothing becomes of images. */
    private final Model model;

    private ImageConverter(Model model) {
        this.model = model;
    }

    /**
     * The converter of a config.
     *
     * @param config the JSON of {@code image_converter.json} or {@code preprocessor.json}, or what stands for one of
     *     them in an archive: an object with {@code class_name} and {@code config}
     * @throws ModelException if something is wrong with the config
     * @throws UnsupportedModelException if the class is not known, or has options that are not
     */
    public static ImageConverter read(String config) {
        return read(Json.object(Objects.requireNonNull(config, "config")));
    }

    /** The converter of a config whose JSON was read, see {@link #read(String)}. */
    public static ImageConverter read(Map<String, Object> saved) {
        ConfigValues config = ConfigValues.of(Objects.requireNonNull(saved, "saved"));
        if (PREPROCESSORS.stream().anyMatch(kind -> isOf(config.className(), kind))) {
            Map<String, Object> converter = config.object("image_converter");
            // What becomes of masks in training.
            config.ignore("resize_output_mask");
            config.checkAllRead();
            return converter == null ? new ImageConverter(null) : read(converter);
        }
        if (!isOf(config.className(), CONVERTER)) {
            throw new UnsupportedModelException("the image converter " + config.className()
                    + "; known are ImageConverter and those of " + String.join(", ", MODELS));
        }
        ImageConverter converter = new ImageConverter(ConverterGraph.of(config));
        config.checkAllRead();
        return converter;
    }

    private static boolean isOf(String className, String kind) {
        return className.equals(kind)
                || className.endsWith(kind)
                        && MODELS.contains(className.substring(0, className.length() - kind.length()));
    }

    /**
     * Converts an image.
     *
     * @param image shape (height, width, channels), of numbers as pixels have them, usually from 0 to 255
     * @return shape (height, width, channels); the image itself where nothing becomes of it
     * @throws IllegalArgumentException if it has another rank
     * @throws ModelException if it has another number of channels than the config, or no pixels
     */
    public Tensor convert(Tensor image) {
        Shape shape = Objects.requireNonNull(image, "image").shape();
        if (shape.rank() != AXES) {
            throw new IllegalArgumentException("an image has the shape (height, width, channels), got " + shape);
        }
        if (model == null) {
            return image;
        }
        Tensor converted = model.run(Tensor.of(image.data(), shape.insert(0, 1)));
        return Tensor.of(converted.data(), converted.shape().remove(0));
    }
}
