package io.github.cornu.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.ModelException;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Images in, scores out, as KerasHub gives them. */
class HubImagesTest {
    private static final Path FOLDER = Path.of("../testdata/hub/images/vit_classifier");

    private static final Path SEGMENTER = Path.of("../testdata/hub/images/segformer_segmenter");

    @Test
    void classifiersGiveTheScoresOfKerasHub() {
        Map<String, Tensor> answers = Npz.read(FOLDER.resolve("answers.npz"));
        HubModel model = HubModels.load(FOLDER.resolve("model.keras"));
        List<Tensor> images = List.of(answers.get("image_0"), answers.get("image_1"));
        Tensor scores = model.classifyImages(images);
        Comparison comparison = Comparison.of("scores", answers.get("scores"), scores);
        assertTrue(comparison.error() <= 1e-5 * comparison.largest(), comparison::toString);
        assertArrayEquals(scores.row(1), model.classify(images.get(1)));
        ModelException texts = assertThrows(ModelException.class, () -> model.classify("a"));
        assertEquals("model.keras: the model takes images, not texts", texts.getMessage());
        Tensor batch = model.imageInput(images);
        IllegalArgumentException rank = assertThrows(IllegalArgumentException.class, () -> model.classify(batch));
        assertTrue(rank.getMessage().startsWith("an image has the shape (height, width, channels)"));
        assertThrows(IllegalArgumentException.class, () -> model.classifyImages(List.of()));
    }

    @Test
    void segmentersGiveTheScoresOfKerasHubForEachPixel() {
        Path folder = SEGMENTER;
        Map<String, Tensor> answers = Npz.read(folder.resolve("answers.npz"));
        HubModel model = HubModels.load(folder.resolve("model.keras"));
        List<Tensor> images = List.of(answers.get("image_0"), answers.get("image_1"));
        Tensor scores = model.segmentImages(images);
        Comparison comparison = Comparison.of("scores", answers.get("scores"), scores);
        assertTrue(comparison.error() <= 1e-5 * comparison.largest(), comparison::toString);
        Tensor one = model.segment(images.get(1));
        assertEquals(Shape.of(8, 8, 5), one.shape());
        assertArrayEquals(scores.row(1), one.data());
        int[][] mask = model.segmentationMask(images.get(1));
        for (int pixel = 0; pixel < 64; pixel++) {
            assertEquals(Tensor.of(one.data(), 64, 5).argMax(pixel), mask[pixel / 8][pixel % 8]);
        }
        ModelException e = assertThrows(ModelException.class, () -> model.classify(images.get(0)));
        assertTrue(e.getMessage().startsWith("the model is no classifier"), e.getMessage());
        HubModel classifier = HubModels.load(FOLDER.resolve("model.keras"));
        ModelException no = assertThrows(ModelException.class, () -> classifier.segment(images.get(0)));
        assertTrue(no.getMessage().startsWith("the model segments no images"), no.getMessage());
    }

    @Test
    void presetsHaveAConverterToo() {
        Tensor image = Npz.read(FOLDER.resolve("answers.npz")).get("image_0");
        Tensor expected = HubModels.load(FOLDER.resolve("model.keras")).imageInput(List.of(image));
        Tensor given = new SavedPreprocessor(FOLDER.resolve("preset"))
                .images()
                .orElseThrow()
                .convert(image);
        assertArrayEquals(expected.data(), given.data());
    }

    @Test
    void aModelWithoutAConverterSaysSo() {
        HubModel model = HubModels.load(Path.of("../testdata/hub/models/vit/classifier_hub/model.keras"));
        assertTrue(model.imageConverter().isEmpty());
        ModelException e = assertThrows(ModelException.class, () -> model.classify(Tensor.zeros(8, 12, 3)));
        assertTrue(e.getMessage().startsWith("the model was saved without an image converter"), e.getMessage());
    }
}
