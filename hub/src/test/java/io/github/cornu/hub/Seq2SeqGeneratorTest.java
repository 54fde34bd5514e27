package io.github.cornu.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.cornu.Model;
import io.github.cornu.Sampling;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decoder that goes step by step chooses what it chooses of all steps at once. */
class Seq2SeqGeneratorTest {
    private static final Path MODELS = Path.of("../testdata/hub/models/seq2seq");
    private static final Map<String, int[]> INPUTS = Map.of(
            "encoder_token_ids", new int[] {5, 17, 3, 9, 0, 0},
            "encoder_padding_mask", new int[] {1, 1, 1, 1, 0, 0},
            "decoder_token_ids", new int[] {2, 4, 0},
            "decoder_padding_mask", new int[] {1, 1, 0});

    @ParameterizedTest
    @CsvSource({"bart_seq2seq_lm_hub, 7", "t5_seq2seq_lm_hub, 40", "t5_seq2seq_lm_untied_hub, 7"})
    void stepsAreThoseOfTheWholeModel(String name, int steps) {
        Path file = MODELS.resolve(name).resolve("model.keras");
        Model whole = HubModels.load(file).model();
        int[] expected = Arrays.copyOf(new int[] {2, 4}, 2 + steps);
        for (int count = 2; count < expected.length; count++) {
            int[] known = Arrays.copyOf(expected, count);
            Tensor scores = whole.run(Map.of(
                            "encoder_token_ids", Tensor.of(new int[][] {INPUTS.get("encoder_token_ids")}),
                            "encoder_padding_mask", Tensor.of(new int[][] {INPUTS.get("encoder_padding_mask")}),
                            "decoder_token_ids", Tensor.of(new int[][] {known}),
                            "decoder_padding_mask", Tensor.of(new int[][] {ones(count)})))
                    .values()
                    .iterator()
                    .next();
            int tokens = scores.shape().length(2);
            float[] last = Arrays.copyOfRange(scores.data(), (count - 1) * tokens, count * tokens);
            expected[count] = Tensor.of(last, 1, tokens).argMax(0);
        }
        Seq2SeqGenerator generator = HubModels.loader().loadSeq2Seq(file);
        assertArrayEquals(expected, generator.tokens(INPUTS, steps, Sampling.greedy()));
        int[] ended = generator.tokens(INPUTS, steps, Sampling.greedy().withEnd(expected[2]));
        assertArrayEquals(Arrays.copyOf(expected, 3), ended);
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
