package io.github.cornu.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.ModelException;
import io.github.cornu.Sampling;
import io.github.cornu.hub.text.CausalLmPreprocessor;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Shape;
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
            assertEquals(Texts.read(answers.get("found")).get(i), found(model, texts.get(i), MAX_LENGTH - known));
            String searched = model.generate(texts.get(i), 2, 3);
            assertTrue(searched.startsWith(texts.get(i)), searched);
        }
        assertThrows(ModelException.class, () -> model.classify("a"));
    }

    /** By beam search without an end. */
    private static String found(HubModel model, String prompt, int most) {
        CausalLmPreprocessor texts = (CausalLmPreprocessor) model.preprocessor();
        CausalGenerator generator = new CausalGenerator(model.model());
        return texts.postprocess(generator.tokens(texts.prompt(prompt), most, 3, Sampling.NO_END));
    }

    /** {@code max_length} of Python counts what the decoder begins with. */
    @ParameterizedTest
    @CsvSource({"bart_seq2seq_lm, 48", "t5_seq2seq_lm, 49"})
    void sequencesFollowSequencesAsKerasHubGeneratesThem(String name, int most) {
        Map<String, Tensor> answers = Npz.read(TEXTS.resolve(name).resolve("answers.npz"));
        HubModel model = HubModels.load(TEXTS.resolve(name).resolve("model.keras"));
        List<String> expected = Texts.read(answers.get("generated"));
        List<String> found = Texts.read(answers.get("found"));
        List<String> texts = Texts.read(answers.get("texts"));
        for (int i = 0; i < texts.size(); i++) {
            // No token is so large.
            assertEquals(
                    expected.get(i),
                    model.generate(texts.get(i), most, Sampling.greedy().withEnd(1 << 20)));
            assertEquals(found.get(i), model.generate(texts.get(i), most, 3));
        }
    }

    @Test
    void tokensOfTextsHaveTheScoresOfPredict() {
        Map<String, Tensor> written = Npz.read(TEXTS.resolve("gpt2_causal_lm/answers.npz"));
        List<String[]> texts = Texts.read(written.get("predicted_texts")).stream()
                .map(text -> new String[] {text})
                .toList();
        assertNear(written.get("predicted"), predicted("gpt2_causal_lm", texts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bart_seq2seq_lm", "t5_seq2seq_lm"})
    void tokensOfPairsOfTextsHaveTheScoresOfPredict(String name) {
        Map<String, Tensor> answers = Npz.read(TEXTS.resolve(name).resolve("answers.npz"));
        List<String> texts = Texts.read(answers.get("texts"));
        List<String[]> pair = List.<String[]>of(new String[] {texts.get(1), texts.get(0)});
        assertNear(answers.get("predicted"), predicted(name, pair));
    }

    /** The scores of the first tokens of the vocabulary. */
    private static Tensor predicted(String name, List<String[]> texts) {
        HubModel model = HubModels.load(TEXTS.resolve(name).resolve("model.keras"));
        Map<String, Tensor> outputs = model.model().run(model.predictInputs(texts));
        return ofFirstTokens(outputs.values().iterator().next(), 5);
    }

    /** @param scores (texts, steps, vocabulary) */
    private static Tensor ofFirstTokens(Tensor scores, int count) {
        Shape shape = scores.shape();
        Tensor some = Tensor.zeros(shape.with(2, count));
        for (int i = 0; i < shape.length(0) * shape.length(1); i++) {
            System.arraycopy(scores.data(), i * shape.length(2), some.data(), i * count, count);
        }
        return some;
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
