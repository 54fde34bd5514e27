package io.github.cornu.hub;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a decoder goes on from: the encoder's text, and the keys and values of all steps so far. For one thread. */
final class DecoderMemory {
    /** Of the encoder's text, (1, {@link #source}, size). */
    private final Map<String, Tensor> crossed;
    /** Of the steps so far, (1, room, size), zeros behind them. */
    private final Map<String, Tensor> kept;

    private final int source;
    private int steps;

    /**
     * @param crossed what the layers have made of the output of the encoder
     * @param source how many tokens the encoder had
     * @param kept of the steps so far
     * @param steps how many there were
     */
    DecoderMemory(Map<String, Tensor> crossed, int source, Map<String, Tensor> kept, int steps) {
        this.crossed = crossed;
        this.source = source;
        this.kept = kept;
        this.steps = steps;
    }

    /** That before the first step, after the encoder has run. */
    static DecoderMemory encoded(Seq2SeqParts parts, int... tokens) {
        Tensor mask = Tensor.zeros(1, tokens.length);
        Arrays.fill(mask.data(), 1f);
        Map<String, Tensor> inputs =
                Map.of("encoder_token_ids", Tensor.of(new int[][] {tokens}), "encoder_padding_mask", mask);
        Map<String, Tensor> kept = new LinkedHashMap<>();
        parts.decoder().inputs().forEach(input -> {
            if (parts.kept().contains(input.name())) {
                kept.put(input.name(), Tensor.zeros(1, 0, input.shape().length(2)));
            }
        });
        return new DecoderMemory(parts.encoder().run(inputs), tokens.length, kept, 0);
    }

    int steps() {
        return steps;
    }

    int source() {
        return source;
    }

    /** What the encoder has made. */
    Tensor crossed(String name) {
        return crossed.get(name);
    }

    /** Keys or values of the steps so far, with room behind them. */
    Tensor kept(String name) {
        return kept.get(name);
    }

    /** Makes room for steps; those that are kept stay. */
    void makeRoom(int room) {
        kept.replaceAll((name, tensor) -> tensor.shape().length(1) >= room ? tensor : withSteps(tensor, room));
    }

    /** The first steps of a tensor, or all and zeros behind them; a copy. */
    static Tensor withSteps(Tensor tensor, int steps) {
        Shape shape = tensor.shape().with(1, steps);
        return Tensor.of(Arrays.copyOf(tensor.data(), shape.size()), shape);
    }

    /**
     * Keeps new steps.
     *
     * @param from where the first number of the first of them is
     */
    void keep(String name, float[] made, int from, int count) {
        Tensor all = kept.get(name);
        int size = all.shape().length(2);
        System.arraycopy(made, from, all.data(), steps * size, count * size);
    }

    /** Counts the steps that were kept. */
    void advance(int count) {
        steps += count;
    }

    /** Another one that goes on from the same steps. */
    DecoderMemory fork() {
        Map<String, Tensor> copies = new LinkedHashMap<>(kept);
        copies.replaceAll((name, tensor) -> withSteps(tensor, tensor.shape().length(1)));
        return new DecoderMemory(crossed, source, copies, steps);
    }
}
