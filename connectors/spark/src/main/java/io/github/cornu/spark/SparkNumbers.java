package io.github.cornu.spark;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import scala.collection.Seq;
import scala.collection.mutable.ArraySeq;

/** Reads numbers, arrays of them, arrays of arrays, and vectors of Spark's ML. For one thread at a time. */
final class SparkNumbers {
    private float[] all = new float[16];
    private int count;
    /** Lengths by depth, so far. */
    private int[] lengths = {};

    private boolean ragged;

    /** The numbers in order; null if there is a null among them. */
    float[] read(Object value) {
        count = 0;
        lengths = new int[0];
        ragged = false;
        if (value instanceof Number number) {
            return new float[] {number.floatValue()};
        }
        if (!(value instanceof Seq<?> seq)) {
            return vector(value);
        }
        float[] flat = flat(seq);
        if (flat != null) {
            lengths = new int[] {flat.length};
            return flat;
        }
        return add(seq, 0) ? Arrays.copyOf(all, count) : null;
    }

    /** The lengths of the arrays that were read, from the outermost inwards. */
    int[] lengths() {
        return lengths;
    }

    /** Whether arrays beside each other had different lengths. */
    boolean isRagged() {
        return ragged;
    }

    /** A copy of an array of primitives, or null if it is none. */
    private static float[] flat(Seq<?> seq) {
        if (seq instanceof ArraySeq<?> known) {
            Object array = known.array();
            if (array instanceof float[] floats) {
                return floats.clone();
            }
            if (array instanceof double[] doubles) {
                return floats(doubles);
            }
        }
        return null;
    }

    private static float[] floats(double[] doubles) {
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    /** False if there is a null. */
    private boolean add(Seq<?> seq, int depth) {
        int length = seq.length();
        if (depth == lengths.length) {
            lengths = Arrays.copyOf(lengths, depth + 1);
            lengths[depth] = length;
        }
        ragged |= lengths[depth] != length;
        for (int i = 0; i < length; i++) {
            Object value = seq.apply(i);
            if (value == null || value instanceof Seq<?> inner && !add(inner, depth + 1)) {
                return false;
            }
            if (value instanceof Number number) {
                add(number.floatValue());
            }
        }
        return true;
    }

    private void add(float number) {
        if (count == all.length) {
            all = Arrays.copyOf(all, 2 * count);
        }
        all[count++] = number;
    }

    /** A vector, by the method that all of them have: Spark's ML need not be there. */
    private float[] vector(Object vector) {
        try {
            double[] doubles = (double[]) vector.getClass().getMethod("toArray").invoke(vector);
            lengths = new int[] {doubles.length};
            return floats(doubles);
        } catch (InvocationTargetException | NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "no numbers: " + vector.getClass().getName(), e);
        }
    }
}
