package io.github.cornu.hub;

import io.github.cornu.Model;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decoder that goes on step by step, with the keys and values of all steps before. These lie in arrays with room for
 * some more, which double when they are full, so that few shapes come. For one thread.
 */
final class DecoderSteps {
    private static final int FIRST_ROOM = 32;
    private static final String POSITIONS = "decoder_positions";
    private static final String DISTANCES = "distances";

    private final Model decoder;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    /** By the names of inputs, (1, room, size). */
    private final Map<String, Tensor> kept = new LinkedHashMap<>();

    private Tensor seen = Tensor.zeros(1, FIRST_ROOM);
    private int place;

    /**
     * A decoder before its first step.
     *
     * @param crossed what its layers have made of the output of the encoder, by name
     * @param mask of the encoder's padding
     */
    DecoderSteps(Model decoder, Map<String, Tensor> crossed, Tensor mask) {
        this.decoder = decoder;
        inputs.putAll(crossed);
        inputs.put("encoder_padding_mask", mask);
        for (TensorSpec input : decoder.inputs()) {
            if (input.name().startsWith("keys_") || input.name().startsWith("values_")) {
                kept.put(input.name(), Tensor.zeros(1, FIRST_ROOM, input.shape().length(2)));
            }
        }
    }

    /** The scores of all tokens for the step after a token, (1, tokens). */
    Tensor step(int token) {
        if (place == room()) {
            kept.replaceAll((name, tensor) -> doubled(tensor));
            seen = doubled(seen);
        }
        inputs.put("decoder_token_ids", Tensor.of(new int[][] {{token}}));
        inputs.put("seen", seen);
        inputs.putAll(kept);
        if (takes(POSITIONS)) {
            inputs.put(POSITIONS, Tensor.of(new int[][] {{place}}));
        }
        if (takes(DISTANCES)) {
            inputs.put(DISTANCES, distances());
        }
        Map<String, Tensor> outputs = decoder.run(inputs);
        kept.forEach((name, tensor) -> {
            float[] made = outputs.get("new_" + name).data();
            System.arraycopy(made, 0, tensor.data(), place * made.length, made.length);
        });
        seen.data()[place++] = 1f;
        float[] scores = outputs.get("logits").data();
        return Tensor.of(scores, 1, scores.length);
    }

    private int room() {
        return seen.shape().length(1);
    }

    private boolean takes(String name) {
        return decoder.inputs().stream().anyMatch(input -> input.name().equals(name));
    }

    private static Tensor doubled(Tensor tensor) {
        float[] larger = Arrays.copyOf(tensor.data(), Math.multiplyExact(2, tensor.data().length));
        return Tensor.of(larger, tensor.shape().with(1, 2 * tensor.shape().length(1)));
    }

    /** From each place with room, and from the step itself. */
    private Tensor distances() {
        Tensor distances = Tensor.zeros(1, room() + 1);
        for (int i = 0; i < room(); i++) {
            distances.data()[i] = place - i;
        }
        return distances;
    }
}
