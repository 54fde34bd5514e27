package io.github.cornu.hub.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.ModelException;
import io.github.cornu.hub.config.Json;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Converters in all forms of their configs, as KerasHub's do it. */
class ImageConverterTest {
    private static final Path FOLDER = Path.of("../testdata/hub/images");

    @Test
    void imagesBecomeWhatKerasHubMakesOfThem() throws IOException {
        Map<String, Tensor> arrays = Npz.read(FOLDER.resolve("converters.npz"));
        Map<String, Object> configs = Json.object(Files.readString(FOLDER.resolve("converters.json")));
        configs.forEach((name, config) -> {
            ImageConverter converter = ImageConverter.read(map(config));
            for (int i = 0; i < 2; i++) {
                Tensor expected = arrays.get(name + "_" + i);
                Comparison comparison = Comparison.of(name, expected, converter.convert(arrays.get("image_" + i)));
                assertTrue(comparison.error() <= 1e-5 * comparison.largest(), comparison::toString);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }

    private static void refused(String config, String problem) {
        ModelException e = assertThrows(ModelException.class, () -> ImageConverter.read(config));
        assertEquals(problem, e.getMessage());
    }

    @Test
    void otherConfigsAreRefused() {
        refused(
                "{\"class_name\": \"SAMImageConverter\", \"config\": {}}",
                "the image converter SAMImageConverter; known are ImageConverter and those of CLIP, DeepLabV3,"
                        + " DenseNet, EfficientNet, MiT, MobileNet, ResNet, SegFormer, VGG, ViT");
        String form = "{\"class_name\": \"keras_hub>ImageConverter\", \"config\": {%s}}";
        refused(form.formatted("\"norm\": true"), "ImageConverter with norm=true");
        refused(form.formatted("\"image_size\": [0, 3]"), "ImageConverter: image_size is [0.0, 3.0]");
        refused(form.formatted("\"scale\": \"1\""), "ImageConverter: scale should be numbers, is 1");
        refused(form.formatted("\"image_size\": [2, 3], \"interpolation\": \"area\""), "the interpolation 'area'");
        refused(
                form.formatted("\"image_size\": [2, 3], \"pad_to_aspect_ratio\": true"),
                "ImageConverter: it cannot both crop and pad to the aspect ratio");
        refused(form.formatted("\"mean\": [1], \"variance\": [4]"), "ImageConverter: variance without one scale");
        refused(form.formatted("\"data_format\": \"channels_first\""), "ImageConverter with channels first");
    }

    @Test
    void channelsThatDoNotFitAreTold() {
        ImageConverter converter =
                ImageConverter.read("{\"class_name\": \"ImageConverter\", \"config\": {\"scale\": [1, 2, 3]}}");
        assertThrows(ModelException.class, () -> converter.convert(Tensor.zeros(2, 2, 4)));
    }
}
