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
        return TokenRows.last(DecoderSteps.run(parts, sequences, new int[][] {prompt}));
    }

    @Override
    public Tensor next(int[] from, int[] tokens) {
        sequences = Arrays.stream(from).mapToObj(i -> sequences.get(i).fork()).toList();
        Tensor scores = DecoderSteps.run(parts, sequences, TokenRows.single(tokens));
        return Tensor.of(scores.data(), scores.shape().remove(1));
    }
}
