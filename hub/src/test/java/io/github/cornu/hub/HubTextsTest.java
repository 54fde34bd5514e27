package io.github.cornu.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.ModelException;
import io.github.cornu.Sampling;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts in, answers out, in archives and presets, as KerasHub answers. */
class HubTextsTest {
    private static final Path TEXTS = Path.of("../testdata/hub/texts");
    private static final int MAX_LENGTH = 30;

    private static void assertNear(Tensor expected, Tensor given) {
        Comparison comparison = Comparison.of("scores", expected, given);
        assertTrue(comparison.error() <= 1e-5 * comparison.largest(), comparison::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.keras", "preset"})
    void classifiersGiveTheScoresOfKerasHub(String form) {
        Path folder = TEXTS.resolve("bert_classifier");
        Map<String, Tensor> answers = Npz.read(folder.resolve("answers.npz"));
        List<String> texts = Texts.read(answers.get("texts"));
        HubModel model = HubModels.load(folder.resolve(form));
        List<String[]> single = new ArrayList<>();
        List<String[]> pairs = new ArrayList<>();
        for (String text : texts) {
            single.add(new String[] {text});
            pairs.add(new String[] {text, texts.get(0)});
        }
        Tensor scores = model.classify(single);
        assertNear(answers.get("scores"), scores);
        assertNear(answers.get("pair_scores"), model.classify(pairs));
        assertArrayEquals(scores.row(1), model.classify(texts.get(1)));
        assertThrows(ModelException.class, () -> model.generate("a", 1, Sampling.greedy()));
        assertThrows(ModelException.class, () -> model.embed("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.keras", "preset"})
    void languageModelsGoOnAsKerasHubDoes(String form) {
        Path folder = TEXTS.resolve("gpt2_causal_lm");
        Map<String, Tensor> answers = Npz.read(folder.resolve("answers.npz"));
        List<String> texts = Texts.read(answers.get("texts"));
        HubModel model = HubModels.load(folder.resolve(form));
        for (int i = 0; i < texts.size(); i++) {
            int known = model.preprocessor().tokenizer().tokenize(texts.get(i)).length + 1;
            String text = model.generate(texts.get(i), MAX_LENGTH - known, Sampling.greedy());
            assertEquals(Texts.read(answers.get("generated")).get(i), text);
        }
        assertThrows(ModelException.class, () -> model.classify("a"));
    }

    /** {@code max_length} of Python counts what the decoder begins with. */
    @ParameterizedTest
    @CsvSource({"bart_seq2seq_lm, 48", "t5_seq2seq_lm, 49"})
    void sequencesFollowSequencesAsKerasHubGeneratesThem(String name, int most) {
        Map<String, Tensor> answers = Npz.read(TEXTS.resolve(name).resolve("answers.npz"));
        HubModel model = HubModels.load(TEXTS.resolve(name).resolve("model.keras"));
        List<String> expected = Texts.read(answers.get("generated"));
        List<String> texts = Texts.read(answers.get("texts"));
        for (int i = 0; i < texts.size(); i++) {
            // No token is so large.
            assertEquals(
                    expected.get(i),
                    model.generate(texts.get(i), most, Sampling.greedy().withEnd(1 << 20)));
        }
    }

    @Test
    void aBackboneEmbedsATextWithThePreprocessorOfItsPreset() {
        HubModel model = HubModels.loader().loadBackbone(TEXTS.resolve("bert_classifier/preset"));
        float[] one = model.embed("What a wonderful film!");
        assertEquals(6, one.length);
        assertTrue(!Arrays.equals(one, model.embed("The plot was thin")));
    }

    @Test
    void aModelWithoutItsPreprocessorSaysSo() {
        HubModel model = HubModels.load(Path.of("../testdata/hub/models/bert/classifier_hub/model.keras"));
        ModelException e = assertThrows(ModelException.class, () -> model.classify("a"));
        assertTrue(
                e.getMessage().contains("model.keras: the model was saved without its preprocessor"), e.getMessage());
    }
}
