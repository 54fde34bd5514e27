package io.github.cornu.hub;

import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** The sequences that a beam search of a sequence-to-sequence model goes on with. */
final class Seq2SeqBeams implements KerasBeams.Steps {
    private final Seq2SeqParts parts;
    private List<DecoderMemory> sequences;

    /** @param memory that the search begins with, and changes */
    Seq2SeqBeams(Seq2SeqParts parts, DecoderMemory memory) {
        this.parts = parts;
        sequences = List.of(memory);
    }

    @Override
    public Tensor begin(int[] prompt) {
        Tensor scores = DecoderSteps.run(parts, sequences, new int[][] {prompt});
        int tokens = scores.shape().length(2);
        float[] all = scores.data();
        return Tensor.of(Arrays.copyOfRange(all, all.length - tokens, all.length), 1, tokens);
    }

    @Override
    public Tensor next(int[] from, int[] tokens) {
        sequences = Arrays.stream(from).mapToObj(i -> sequences.get(i).fork()).toList();
        int[][] each =
                Arrays.stream(tokens).mapToObj(token -> new int[] {token}).toArray(int[][]::new);
        Tensor scores = DecoderSteps.run(parts, sequences, each);
        return Tensor.of(scores.data(), scores.shape().remove(1));
    }
}
