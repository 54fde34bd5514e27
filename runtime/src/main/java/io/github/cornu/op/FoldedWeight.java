package io.github.cornu.op;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/** base · scale + shift, computed in double; scale and shift are broadcast. */
public final class FoldedWeight implements Weight {
    private final Shape shape;
    private final Weight base;
    private final Weight scale;
    private final Weight shift;

    /**
     * @param base or null for zeros
     * @param shift or null for zeros
     */
    private FoldedWeight(Shape shape, Weight base, Weight scale, Weight shift) {
        this.shape = shape;
        this.base = base;
        this.scale = scale;
        this.shift = shift;
    }

    /** A kernel whose last axis are the outputs, times a scale of each output. */
    public static Weight kernel(Weight kernel, Weight scale) {
        return new FoldedWeight(kernel.shape(), kernel, scale, null);
    }

    /** A bias, or null for none, times a scale of each output plus a shift. */
    public static Weight bias(Weight bias, Weight scale, Weight shift) {
        return new FoldedWeight(shift.shape(), bias, scale, shift);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public float[] read() {
        float[] folded = new float[shape.size()];
        float[] values = base == null ? folded : base.read();
        float[] factors = scale.read();
        float[] terms = shift == null ? new float[factors.length] : shift.read();
        for (int i = 0; i < folded.length; i++) {
            int column = i % factors.length;
            folded[i] = (float) ((double) values[i] * factors[column] + terms[column]);
        }
        return folded;
    }
}
