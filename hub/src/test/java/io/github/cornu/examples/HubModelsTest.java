package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.Sampling;
import io.github.cornu.State;
import io.github.cornu.hub.HubModel;
import io.github.cornu.hub.HubModels;
import io.github.cornu.hub.Seq2SeqModel;
import io.github.cornu.hub.Seq2SeqStream;
import io.github.cornu.hub.image.Pixels;
import io.github.cornu.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/hub.md. */
class HubModelsTest {
    private static final Path MODELS = Path.of("../testdata/hub/models");
    private static final Path TEXTS = Path.of("../testdata/hub/texts");

    @Test
    void aClassifierOfTexts() {
        Path path = TEXTS.resolve("bert_classifier/model.keras");
        // README
        HubModel sentiment = HubModels.load(path);
        float[] scores = sentiment.classify("What a wonderful film!");
        float[] pair = sentiment.classify("Is it long?", "It is far too long.");
        // README
        assertEquals(3, scores.length);
        assertEquals(3, pair.length);
    }

    @Test
    void aTextGoesOn() {
        Path path = TEXTS.resolve("gpt2_causal_lm/model.keras");
        // README
        HubModel writer = HubModels.load(path);
        String text = writer.generate("The plot was", 20, Sampling.random(7).withTopK(40));
        // README
        assertTrue(text.startsWith("The plot was"), text);
    }

    @Test
    void aClassifierOfImages(@TempDir Path folder) throws IOException {
        Path path = Path.of("../testdata/hub/images/vit_classifier/model.keras");
        Path image = folder.resolve("photo.png");
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        // README
        HubModel photos = HubModels.load(path);
        float[] scores = photos.classify(Pixels.read(image, 3).tensor());
        // README
        assertEquals(5, scores.length);
    }

    @Test
    void aSegmenterOfImages(@TempDir Path folder) throws IOException {
        Path path = Path.of("../testdata/hub/images/segformer_segmenter/model.keras");
        Path image = folder.resolve("photo.png");
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        // README
        HubModel streets = HubModels.load(path);
        int[][] classes = streets.segmentationMask(Pixels.read(image, 3).tensor());
        // README
        assertEquals(8, classes.length);
    }

    @Test
    void aClassifierOfTensors() {
        Path path = MODELS.resolve("bert/classifier_hub/model.keras");
        // README
        HubModel classifier = HubModels.load(path);
        Tensor tokens = Tensor.of(new int[][] {{2, 7, 11, 3, 0}});
        Map<String, Tensor> outputs = classifier
                .model()
                .run(Map.of(
                        "token_ids", tokens,
                        "segment_ids", Tensor.zeros(1, 5),
                        "padding_mask", Tensor.of(new int[][] {{1, 1, 1, 1, 0}})));
        // README
        float sum = 0f;
        for (float probability : outputs.values().iterator().next().data()) {
            sum += probability;
        }
        assertEquals(1f, sum, 1e-5f);
    }

    @Test
    void aDecoderIsAStream() {
        Path path = MODELS.resolve("seq2seq/bart_seq2seq_lm_hub/model.keras");
        // README
        Seq2SeqModel model = HubModels.loader().loadSeq2Seq(path);
        Seq2SeqStream stream = model.encode(5, 17, 3, 9); // the encoder runs once
        int[] tokens = stream.tokens(new int[] {2, 4}, 3, Sampling.greedy());
        byte[] stored = stream.state().toBytes(); // the encoder's text is in it, too
        Seq2SeqStream other = model.encode(1);
        other.restore(State.fromBytes(stored));
        Tensor scores = other.run(tokens[2]);
        // README
        assertEquals(stream.run(tokens[2]), scores);
    }

    @Test
    void aTextIsGenerated() {
        Path path = MODELS.resolve("decoders/gpt2_causal_lm_hub/model.keras");
        // README
        Model generator = HubModels.loader().loadGenerator(path);
        int[] prompt = {5, 17, 3};
        int[] tokens = Generation.tokens(generator.newSession().stream(), prompt, 4, Sampling.greedy());
        // README
        assertEquals(4, tokens.length);
    }
}
