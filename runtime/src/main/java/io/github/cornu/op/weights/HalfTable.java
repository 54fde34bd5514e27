package io.github.cornu.op.weights;

import io.github.cornu.tensor.Weight;

/** Numbers that are bfloat16, two bytes each: the upper halves of floats, whose lower halves are zeros. */
public final class HalfTable {
    private static final int PART = 1 << 16;
    private static final int LOW_BITS = 0xFFFF;

    private final short[] halves;

    private HalfTable(short[] halves) {
        this.halves = halves;
    }

    /** Reads a weight; null if one of its numbers is no bfloat16. */
    public static HalfTable of(Weight weight) {
        int size = weight.shape().size();
        float[] part = weight.readsParts() ? new float[Math.min(PART, size)] : weight.read();
        short[] halves = null;
        for (int first = 0; first < size; first += part.length) {
            int count = Math.min(part.length, size - first);
            if (weight.readsParts()) {
                weight.read(first, count, part);
            }
            if (!areHalves(part, count)) {
                return null;
            }
            halves = halves == null ? new short[size] : halves;
            for (int i = 0; i < count; i++) {
                halves[first + i] = (short) (Float.floatToRawIntBits(part[i]) >>> Short.SIZE);
            }
        }
        return halves == null ? null : new HalfTable(halves);
    }

    private static boolean areHalves(float[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            if ((Float.floatToRawIntBits(numbers[i]) & LOW_BITS) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Copies some numbers as floats. */
    public void copy(int from, int count, float[] y, int to) {
        for (int i = 0; i < count; i++) {
            y[to + i] = Float.intBitsToFloat(halves[from + i] << Short.SIZE);
        }
    }

    /** Bytes that it takes. */
    public long bytes() {
        return (long) Short.BYTES * halves.length;
    }
}
