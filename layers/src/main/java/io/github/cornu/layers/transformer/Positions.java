package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** The places of the steps of sequences. */
public final class Positions {
    /** The keys of the length of the longest sequence. */
    public static final List<String> LENGTHS = List.of(
            "max_len",
            "maxlen",
            "max_length",
            "max_position",
            "max_seq_len",
            "position",
            "seq_len",
            "seq_length",
            "sequence_length");

    /** The keys of the length of a vector. */
    public static final List<String> SIZES = List.of("d_model", "embed_dim", "embedding_dim", "feature_dim");

    private Positions() {}

    /** 0, 1, 2 … for the steps of a sequence (batch, time, …), shape (batch, time). */
    public static Value places(CustomCall call, Value x) {
        Value first = x;
        for (int axis = x.shape().rank() - 1; axis > 1; axis--) {
            first = call.add(Reshape.squeeze(axis), call.add(new Slice(axis, 0, 1, 1), first));
        }
        // No number equals this one.
        Value ones = Parts.with(call, Binary.NOT_EQUAL, first, Double.NaN);
        return Parts.with(call, Binary.SUBTRACT, call.add(new Accumulate(Binary.ADD, 1), ones), 1);
    }

    /**
     * The row of a table for each step of a sequence (batch, time, size); steps beyond it are refused when they come.
     */
    public static Value rows(CustomCall call, Value x, Weight table) {
        return call.add(new Gather(table), places(call, x));
    }
}
