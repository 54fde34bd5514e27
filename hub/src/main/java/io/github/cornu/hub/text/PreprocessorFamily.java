package io.github.cornu.hub.text;

import io.github.cornu.UnsupportedModelException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A class of preprocessors.
 *
 * @param task what the model does
 * @param separators how many end tokens stand between two texts
 * @param paddingMask whether the model takes one
 * @param segmentIds whether the model takes them
 * @param decoderStart what a decoder's row begins with
 */
record PreprocessorFamily(
        Task task, int separators, boolean paddingMask, boolean segmentIds, DecoderStart decoderStart) {
    private static final Map<String, PreprocessorFamily> FAMILIES = new TreeMap<>();

    /** What a model does. */
    enum Task {
        CLASSIFIER,
        MASKED,
        CAUSAL,
        SEQUENCE_TO_SEQUENCE
    }

    /** What a decoder's row begins with. */
    enum DecoderStart {
        START,
        /** The end token and the start token. */
        END_AND_START,
        /** The padding token; and the encoder's row has no start. */
        PADDING
    }

    static {
        for (String model : new String[] {"Bert", "Albert"}) {
            addPair(model, 1, true, true);
        }
        addPair("FNet", 1, false, true);
        addPair("RoformerV2", 1, false, true);
        addPair("DistilBert", 1, true, false);
        addPair("DebertaV3", 1, true, false);
        addPair("Roberta", 2, true, false);
        addPair("XLMRoberta", 2, true, false);
        String[] causal = {
            "Bloom",
            "Falcon",
            "GPT2",
            "GPTNeoX",
            "Gemma",
            "GptOss",
            "Llama",
            "Llama3",
            "Mistral",
            "Mixtral",
            "OPT",
            "Phi3",
            "Qwen",
            "Qwen3",
            "Qwen3Moe",
            "QwenMoe",
            "SmolLM3"
        };
        for (String model : causal) {
            FAMILIES.put(
                    model + "CausalLMPreprocessor",
                    new PreprocessorFamily(Task.CAUSAL, 0, true, false, DecoderStart.START));
        }
        FAMILIES.put("BartSeq2SeqLMPreprocessor", sequences(DecoderStart.END_AND_START));
        FAMILIES.put("T5Seq2SeqLMPreprocessor", sequences(DecoderStart.PADDING));
    }

    private static void addPair(String model, int separators, boolean paddingMask, boolean segmentIds) {
        PreprocessorFamily classifier =
                new PreprocessorFamily(Task.CLASSIFIER, separators, paddingMask, segmentIds, DecoderStart.START);
        FAMILIES.put(model + "TextClassifierPreprocessor", classifier);
        FAMILIES.put(
                model + "MaskedLMPreprocessor",
                new PreprocessorFamily(Task.MASKED, separators, paddingMask, segmentIds, DecoderStart.START));
    }

    private static PreprocessorFamily sequences(DecoderStart start) {
        return new PreprocessorFamily(Task.SEQUENCE_TO_SEQUENCE, 0, true, false, start);
    }

    /**
     * The family of a class.
     *
     * @throws UnsupportedModelException if none has that name
     */
    static PreprocessorFamily of(String className) {
        PreprocessorFamily family = FAMILIES.get(className);
        if (family == null) {
            throw new UnsupportedModelException(
                    "the preprocessor " + className + "; known are " + String.join(", ", FAMILIES.keySet()));
        }
        return family;
    }
}
