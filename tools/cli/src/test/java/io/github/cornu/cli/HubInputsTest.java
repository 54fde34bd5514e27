package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.hub.HubModel;
import io.github.cornu.hub.HubModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts and images for models of KerasHub, as the preprocessors do it that were saved with them. */
class HubInputsTest {
    private static final Path CLASSIFIER = TestData.ROOT.resolve("hub/texts/bert_classifier");
    private static final Path WRITER = TestData.ROOT.resolve("hub/texts/gpt2_causal_lm");
    private static final Path IMAGES = TestData.ROOT.resolve("hub/images/vit_classifier");
    private static final Path SEGMENTER = TestData.ROOT.resolve("hub/images/segformer_segmenter");
    private static final Path SUMMARIZER = TestData.ROOT.resolve("hub/texts/t5_seq2seq_lm");
    private static final String PLAIN = "samples/stream_online/model.h5";

    @TempDir
    Path folder;

    private Tensor predict(Path model, Path input) {
        Path output = folder.resolve("y.npy");
        Run.cornu("predict", model, "--input", input, "--output", output, "--batch-size", 2)
                .succeeds();
        return Npy.read(output);
    }

    private static void assertNear(Tensor expected, Tensor given) {
        Comparison comparison = Comparison.of("scores", expected, given);
        assertTrue(comparison.error() <= 1e-5 * comparison.largest(), comparison::toString);
    }

    @Test
    void aLineIsAText() throws IOException {
        Map<String, Tensor> answers = Npz.read(CLASSIFIER.resolve("answers.npz"));
        List<String> texts = Texts.read(answers.get("texts"));
        Path file = Files.write(folder.resolve("texts.txt"), texts);
        assertNear(answers.get("scores"), predict(CLASSIFIER.resolve("preset"), file));
        Files.writeString(file, "\uFEFF" + String.join("\n", texts));
        assertNear(answers.get("scores"), predict(CLASSIFIER.resolve("preset"), file));
        Files.write(file, texts.stream().map(text -> text + "\t" + texts.get(0)).toList());
        assertNear(answers.get("pair_scores"), predict(CLASSIFIER.resolve("model.keras"), file));
    }

    @Test
    void imagesAreConverted() throws IOException {
        Map<String, Tensor> answers = Npz.read(IMAGES.resolve("answers.npz"));
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (int i = 0; i < 2; i++) {
            Tensor image = answers.get("image_" + i);
            ImageIO.write(picture(image), "png", photos.resolve(i + ".png").toFile());
        }
        assertNear(answers.get("scores"), predict(IMAGES.resolve("model.keras"), photos));
        Path output = folder.resolve("y.csv");
        Run told = Run.cornu(
                        "predict",
                        IMAGES.resolve("model.keras"),
                        "--input",
                        photos,
                        "--scaling",
                        "tf",
                        "--output",
                        output)
                .succeeds();
        assertTrue(told.out().startsWith("read 2 images of 8x12 pixels, resized, scaling tf"), told.out());
    }

    private static BufferedImage picture(Tensor image) {
        int height = image.shape().length(0);
        int width = image.shape().length(1);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < height * width; at++) {
            int color = 0;
            for (int channel = 0; channel < 3; channel++) {
                color = color << 8 | (int) image.data()[3 * at + channel];
            }
            picture.setRGB(at % width, at / width, color);
        }
        return picture;
    }

    @Test
    void aPromptGoesOn() throws IOException {
        Map<String, Tensor> answers = Npz.read(WRITER.resolve("answers.npz"));
        String prompt = Texts.read(answers.get("texts")).get(0);
        String text = Texts.read(answers.get("generated")).get(0);
        Path model = WRITER.resolve("model.keras");
        Run run = Run.cornu("generate", model, "--prompt", prompt, "--steps", 3, "--output", "-")
                .succeeds();
        String more = run.out().strip();
        assertTrue(more.length() > prompt.length() && text.startsWith(more), more);
        Path file = folder.resolve("text.txt");
        Object[] chosen = {"generate", model, "--prompt", prompt, "--steps", 3, "--top-k", 5, "--output", file};
        assertEquals(
                "wrote " + file + System.lineSeparator(),
                Run.cornu(chosen).succeeds().out());
        assertTrue(Files.readString(file).startsWith(prompt));
    }

    @Test
    void pixelsOfImagesAreScored() throws IOException {
        Map<String, Tensor> answers = Npz.read(SEGMENTER.resolve("answers.npz"));
        Path photos = Files.createDirectory(folder.resolve("streets"));
        for (int i = 0; i < 2; i++) {
            ImageIO.write(
                    picture(answers.get("image_" + i)),
                    "png",
                    photos.resolve(i + ".png").toFile());
        }
        assertNear(answers.get("scores"), predict(SEGMENTER.resolve("model.keras"), photos));
    }

    @Test
    void eachTokenOfALineIsScored() throws IOException {
        Map<String, Tensor> answers = Npz.read(WRITER.resolve("answers.npz"));
        Path file = Files.write(folder.resolve("lines.txt"), Texts.read(answers.get("predicted_texts")));
        Tensor scores = predict(WRITER.resolve("model.keras"), file);
        Tensor expected = answers.get("predicted");
        assertEquals(expected.shape().axes(0, 2), scores.shape().axes(0, 2));
        assertEquals(expected.get(1, 2, 3), scores.get(1, 2, 3), 1e-5f);
        assertEquals(expected.get(3, 39, 4), scores.get(3, 39, 4), 1e-5f);
    }

    @Test
    void beamsGoOnWithAText() {
        Map<String, Tensor> answers = Npz.read(WRITER.resolve("answers.npz"));
        String prompt = Texts.read(answers.get("texts")).get(0);
        Run run = Run.cornu(
                        "generate",
                        WRITER.resolve("model.keras"),
                        "--prompt",
                        prompt,
                        "--beams",
                        3,
                        "--steps",
                        9,
                        "--output",
                        "-")
                .succeeds();
        HubModel model = HubModels.load(WRITER.resolve("model.keras"));
        assertEquals(model.generate(prompt, 9, 3).strip(), run.out().strip());
    }

    @Test
    void aSequenceFollowsASequence() {
        Path model = SUMMARIZER;
        Map<String, Tensor> answers = Npz.read(model.resolve("answers.npz"));
        String prompt = Texts.read(answers.get("texts")).get(0);
        Run run = Run.cornu("generate", model.resolve("model.keras"), "--prompt", prompt, "--steps", 5, "--output", "-")
                .succeeds();
        String more = run.out().strip();
        assertTrue(
                !more.isEmpty() && Texts.read(answers.get("generated")).get(0).startsWith(more), more);
    }

    @Test
    void whatDoesNotFitIsTold() throws IOException {
        Path texts = Files.writeString(folder.resolve("texts.txt"), "a\tb\tc\n");
        Path plain = TestData.ROOT.resolve(PLAIN);
        Run.cornu("predict", plain, "--input", texts, "--output", "-").fails("was saved without its preprocessor");
        Path image = folder.resolve("x.png");
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        Run.cornu("predict", plain, "--input", image, "--output", "-").fails("images are for inputs of the shape");
        Path model = CLASSIFIER.resolve("preset");
        Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xE9, '\n'});
        Run.cornu("predict", model, "--input", latin, "--output", "-").fails("latin.txt: it is not UTF-8");
        Run.cornu("predict", WRITER.resolve("model.keras"), "--input", texts, "--output", "-")
                .fails("texts.txt: a causal language model takes one text, not 3");
        Path line = Files.writeString(folder.resolve("line.txt"), "a\n");
        Run.cornu("predict", SUMMARIZER.resolve("model.keras"), "--input", line, "--output", "-")
                .fails("line.txt: predict of a sequence-to-sequence model takes a text for the encoder and one for the"
                        + " decoder, not 1; generate makes the second");
        Path empty = Files.writeString(folder.resolve("empty.txt"), "");
        Run.cornu("predict", model, "--input", empty, "--output", "-").fails("empty.txt: it has no texts");
        Run.cornu("generate", model, "--prompt", "a", "--steps", 1, "--output", "-")
                .fails("the model is no causal language model");
        Run.cornu("generate", plain, "--prompt", "a", "--steps", 1, "--output", "x.npy")
                .fails("x.npy: expected a file that ends in .txt");
        Run.cornu("generate", plain, "--steps", 1, "--output", "-").isWrongUsage("either --input or --prompt");
        Run.cornu("generate", plain, "--prompt", "a", "--tokens", "--steps", 1, "--output", "-")
                .isWrongUsage("--prompt takes no --feedback");
        Run.cornu("generate", plain, "--prompt", "a", "--beams", 2, "--end", 3, "--steps", 1, "--output", "-")
                .isWrongUsage("no --end");
        Run.cornu("generate", plain, "--prompt", "a", "--beams", 0, "--steps", 1, "--output", "-")
                .isWrongUsage("--beams");
    }
}
