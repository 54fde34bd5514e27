package io.github.cornu.op;

import io.github.cornu.tensor.Shape;

/**
 * A state of one operation.
 *
 * <p>A state may grow with the stream: axis 0 of its shape is steps then, as many as a stream can have, of which memory
 * holds as many as there were so far and some room for more. How many there were is in the first state of the
 * operation. What lies behind them means nothing.
 *
 * @param name for instance {@code h} or {@code c}
 * @param shape of one sample: without the batch axis
 * @param stride floats from one sample to the next in memory, at least the size of the shape; if it grows, of one that
 *     has all its steps
 * @param order where its elements are in memory
 * @param grows whether axis 0 is the steps of the stream so far
 */
public record StateSpec(String name, Shape shape, int stride, Order order, boolean grows) {
    /** Steps of a block of {@link Order#STEP_BLOCKS}. */
    public static final int BLOCK = 64;

    /** Where the elements of a state are in memory. */
    public enum Order {
        /** That of the shape. */
        PLAIN,
        /** The first axis of the shape comes last. */
        CHANNELS_FIRST,
        /** In blocks of {@link #BLOCK} steps, the last one perhaps of fewer, whose first axis comes last. */
        STEP_BLOCKS
    }

    /** A state whose elements are in memory in the order of its shape. */
    public StateSpec(String name, Shape shape, int stride) {
        this(name, shape, stride, Order.PLAIN, false);
    }

    /** Steps that a stream can have; 0 of a state that does not grow. */
    public int steps() {
        return grows ? shape.length(0) : 0;
    }

    /** Floats of a step, of a state that grows. */
    public int stepFloats() {
        return shape.size(1, shape.rank());
    }

    /** Room for at least so many steps, in whole blocks. */
    public int room(int count) {
        return (int) Math.min(steps(), (count + BLOCK - 1L) / BLOCK * BLOCK);
    }

    /** Copies the first elements of a sample from memory, where it starts at {@code from}. */
    public void read(float[] memory, int from, float[] target, int to, int count) {
        if (order == Order.PLAIN) {
            System.arraycopy(memory, from, target, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target[to + i] = memory[from + place(i)];
        }
    }

    /** Copies the first elements of a sample to memory, where it starts at {@code to}. */
    public void write(float[] source, int from, float[] memory, int to, int count) {
        if (order == Order.PLAIN) {
            System.arraycopy(source, from, memory, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            memory[to + place(i)] = source[from + i];
        }
    }

    /** The index in memory of the i-th element. */
    private int place(int i) {
        if (order == Order.CHANNELS_FIRST) {
            int positions = shape.size(1, shape.rank());
            return i % positions * shape.length(0) + i / positions;
        }
        int size = stepFloats();
        int step = i / size;
        int first = step / BLOCK * BLOCK;
        return first * size + i % size * Math.min(BLOCK, shape.length(0) - first) + step - first;
    }
}
