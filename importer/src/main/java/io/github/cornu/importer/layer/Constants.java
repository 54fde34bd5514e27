package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.tensor.Binary;

/** Tensors of one number, of the shape of another tensor. */
public final class Constants {
    private Constants() {}

    /** Zeros, whatever the elements of x are: nothing is greater than infinity. */
    public static Value zeros(Lowering g, Value x) {
        return g.add(new CombineScalar(Binary.GREATER, Float.POSITIVE_INFINITY), x);
    }

    public static Value ones(Lowering g, Value x) {
        return g.add(new CombineScalar(Binary.EQUAL, 0f), zeros(g, x));
    }
}
