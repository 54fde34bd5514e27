package io.github.cornu.hub.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What goldens do not show: masked places, prompts, and what is refused. */
class PreprocessorsTest {
    private static final String BERT = """
            {"class_name": "BertTokenizer", "config": {"special_tokens_in_strings": true}}""";

    private static Function<String, InputStream> file(String text) {
        return name -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static TextPreprocessor read(String className, String options) {
        String json = "{\"class_name\": \"keras_nlp>" + className + "\", \"config\": {\"tokenizer\": " + BERT + options
                + "}}";
        return Preprocessors.read(json, file("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\n"));
    }

    @Test
    void placesOfTheMaskTokenAreThoseToBeFound() {
        TextPreprocessor bert =
                read("BertMaskedLMPreprocessor", ", \"sequence_length\": 8, \"mask_selection_length\": 3");
        Map<String, int[]> inputs = bert.preprocess("a [MASK] b[MASK]");
        assertArrayEquals(new int[] {2, 5, 4, 6, 4, 3, 0, 0}, inputs.get("token_ids"));
        assertArrayEquals(new int[] {2, 4, 0}, inputs.get("mask_positions"));
        assertThrows(IllegalArgumentException.class, () -> bert.preprocess("[MASK] [MASK] [MASK] [MASK]"));
    }

    @Test
    void rowsThatAreTooShortAndClassesThatAreNotKnownAreRefused() {
        TextPreprocessor bert = read("BertTextClassifierPreprocessor", ", \"sequence_length\": 2");
        assertThrows(IllegalArgumentException.class, () -> bert.preprocess("a", "b"));
        assertThrows(IllegalArgumentException.class, bert::preprocess);
        ModelException unknown =
                assertThrows(UnsupportedModelException.class, () -> read("FancyTextClassifierPreprocessor", ""));
        assertTrue(unknown.getMessage().contains("BertTextClassifierPreprocessor"), unknown.getMessage());
        ModelException option = assertThrows(
                UnsupportedModelException.class, () -> read("BertTextClassifierPreprocessor", ", \"shuffle\": true"));
        assertEquals("BertTextClassifierPreprocessor with shuffle=true", option.getMessage());
        assertThrows(ModelException.class, () -> read("BertTextClassifierPreprocessor", ", \"truncate\": \"middle\""));
    }

    @Test
    void promptsHaveNoPadding() {
        String json = """
                {"class_name": "GPT2CausalLMPreprocessor", "config": {"sequence_length": 6, "tokenizer":
                {"class_name": "GPT2Tokenizer", "config": {"unsplittable_tokens": ["<|endoftext|>"]}}}}""";
        CausalLmPreprocessor gpt = (CausalLmPreprocessor) Preprocessors.read(
                json,
                name -> file(name.equals("merges.txt") ? "" : "{\"<|endoftext|>\": 1, \"a\": 2, \"b\": 3}")
                        .apply(name));
        assertArrayEquals(new int[] {1, 2, 3}, gpt.prompt("ab"));
        assertArrayEquals(new int[] {1, 2, 3, 2, 3, 2}, gpt.prompt("abababab"));
        assertEquals("ba", gpt.postprocess(new int[] {1, 3, 2, 1}));
    }
}
