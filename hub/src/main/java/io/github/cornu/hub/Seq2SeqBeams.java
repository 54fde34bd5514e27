package io.github.cornu.hub;

import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** The sequences that a beam search of a sequence-to-sequence model goes on with, a stream each. */
final class Seq2SeqBeams implements KerasBeams.Steps {
    private final Seq2SeqModel model;
    private List<Seq2SeqStream> streams;

    /** @param stream that the search begins with, and changes */
    Seq2SeqBeams(Seq2SeqStream stream) {
        model = stream.model();
        streams = List.of(stream);
    }

    @Override
    public Tensor begin(int[] prompt) {
        Tensor scores = streams.get(0).run(prompt);
        int tokens = scores.shape().length(1);
        float[] all = scores.data();
        return Tensor.of(Arrays.copyOfRange(all, all.length - tokens, all.length), 1, tokens);
    }

    @Override
    public Tensor next(int[] from, int[] tokens) {
        streams = Arrays.stream(from).mapToObj(i -> streams.get(i).fork()).toList();
        return model.step(streams, tokens);
    }
}
