package io.github.cornu.hub.text;

import io.github.cornu.hub.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** KerasHub's {@code CausalLMPreprocessor}: prompts to rows, and rows that a model has filled to texts. */
public final class CausalLmPreprocessor implements TextPreprocessor {
    private final Tokenizer tokenizer;
    private final StartEndPacker packer;
    private final int length;
    private final boolean addStart;
    private final boolean addEnd;

    /**
     * @param addStart whether texts have a start for predict
     * @param addEnd whether they have an end for predict
     */
    CausalLmPreprocessor(Tokenizer tokenizer, StartEndPacker packer, int length, boolean addStart, boolean addEnd) {
        this.tokenizer = tokenizer;
        this.packer = packer;
        this.length = length;
        this.addStart = addStart;
        this.addEnd = addEnd;
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The row of one prompt, as {@code generate_preprocess} makes it: with a start and without an end. */
    @Override
    public Map<String, int[]> preprocess(String... texts) {
        return inputs(packer.pack(tokens(texts), length, true, false));
    }

    /** One more token is packed, which is what the last one is followed by. */
    @Override
    public Map<String, int[]> preprocessForPredict(String... texts) {
        return inputs(packer.pack(tokens(texts), Math.addExact(length, 1), addStart, addEnd));
    }

    private int[] tokens(String... texts) {
        if (Objects.requireNonNull(texts, "texts").length != 1) {
            throw new IllegalArgumentException("a causal language model takes one text, not " + texts.length);
        }
        return tokenizer.tokenize(texts[0]);
    }

    private Map<String, int[]> inputs(Packed packed) {
        Map<String, int[]> inputs = new LinkedHashMap<>();
        inputs.put("token_ids", Arrays.copyOf(packed.tokenIds(), length));
        inputs.put("padding_mask", Arrays.copyOf(packed.paddingMask(), length));
        return Collections.unmodifiableMap(inputs);
    }

    /** The tokens of a prompt without padding, for models that take any number of steps. */
    public int[] prompt(String text) {
        Map<String, int[]> inputs = preprocess(Objects.requireNonNull(text, "text"));
        int count = Arrays.stream(inputs.get("padding_mask")).sum();
        return Arrays.copyOf(inputs.get("token_ids"), count);
    }

    /** The text of tokens, without the special ones, as {@code generate_postprocess} makes it. */
    public String postprocess(int[] tokens) {
        return GeneratedText.of(tokenizer, Objects.requireNonNull(tokens, "tokens"));
    }
}
