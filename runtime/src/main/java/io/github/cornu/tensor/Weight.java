package io.github.cornu.tensor;

/**
 * A trained array, and how to read it. Compiling a model reads each weight once and keeps only the packed form, so a
 * weight that comes from a file need not stay in memory. Two weights are equal only if they are the same object, or
 * made in the same way of equal ones: operations on equal weights share what they pack. An implementation that has an
 * {@code equals} of its own compares all that the numbers depend on.
 */
public interface Weight {
    /** All axes fixed. */
    Shape shape();

    /**
     * The elements in row-major order. The caller may not change the array, which may be shared.
     *
     * @throws RuntimeException if the file can no longer be read
     */
    float[] read();

    /**
     * Some of the elements in row-major order.
     *
     * @param first index of the first one
     * @param count how many, from index 0 of the target on
     * @throws RuntimeException if the file can no longer be read
     */
    default void read(int first, int count, float[] target) {
        System.arraycopy(read(), first, target, 0, count);
    }

    /** Whether some elements can be read without the others, so that a large weight need not be in memory twice. */
    default boolean readsParts() {
        return false;
    }

    /**
     * The matrix that this one is the transposed of: of rank 2, with the same numbers at [column, row], and equal for
     * equal weights. Null if none is known.
     */
    default Weight transposed() {
        return null;
    }

    /** A weight that is in memory. */
    static Weight of(float[] data, int... lengths) {
        return of(Tensor.of(data, lengths));
    }

    /** A weight that is in memory. */
    static Weight of(Tensor tensor) {
        return new Weight() {
            @Override
            public Shape shape() {
                return tensor.shape();
            }

            @Override
            public float[] read() {
                return tensor.data();
            }

            @Override
            public String toString() {
                return "weight " + tensor.shape();
            }
        };
    }
}
