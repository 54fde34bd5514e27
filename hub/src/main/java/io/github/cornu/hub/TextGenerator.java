package io.github.cornu.hub;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Sampling;
import io.github.cornu.hub.text.CausalLmPreprocessor;
import io.github.cornu.hub.text.Seq2SeqLmPreprocessor;
import io.github.cornu.hub.text.TextPreprocessor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Goes on with texts.
 *
 * @param seq2Seq the model as a sequence-to-sequence one, which is asked for if it is one
 */
record TextGenerator(Model model, TextPreprocessor preprocessor, Supplier<Seq2SeqModel> seq2Seq) {
    /** See {@link HubModel#generate(String, int, Sampling)}. */
    String sample(String prompt, int most, Sampling sampling) {
        int end = end();
        Sampling ended = sampling.end() == Sampling.NO_END && end >= 0 ? sampling.withEnd(end) : sampling;
        return generate(
                prompt,
                tokens -> new CausalGenerator(model).tokens(tokens, most, ended),
                (stream, tokens) -> stream.tokens(tokens, most, ended));
    }

    /** See {@link HubModel#generate(String, int, int)}. */
    String search(String prompt, int most, int beams) {
        int end = end();
        return generate(
                prompt,
                tokens -> new CausalGenerator(model).tokens(tokens, most, beams, end),
                (stream, tokens) ->
                        KerasBeams.search(new Seq2SeqBeams(stream.parts(), stream.memory()), tokens, most, beams, end));
    }

    private int end() {
        return preprocessor.tokenizer().specialTokens().end().orElse(Sampling.NO_END);
    }

    /**
     * Goes on with a text.
     *
     * @param causal makes all tokens of those of the prompt
     * @param chosen makes those behind the prompt of a decoder
     */
    private String generate(
            String prompt, UnaryOperator<int[]> causal, BiFunction<Seq2SeqStream, int[], int[]> chosen) {
        if (preprocessor instanceof CausalLmPreprocessor texts) {
            return texts.postprocess(causal.apply(texts.prompt(prompt)));
        }
        if (preprocessor instanceof Seq2SeqLmPreprocessor texts) {
            return texts.postprocess(Seq2SeqTexts.generate(seq2Seq.get(), texts.preprocess(prompt), chosen));
        }
        throw new ModelException("the model is no causal language model, or was saved without the preprocessor of one");
    }
}
