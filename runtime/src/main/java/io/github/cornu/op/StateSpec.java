package io.github.cornu.op;

import io.github.cornu.tensor.Shape;

/**
 * A state of one operation.
 *
 * @param name for instance {@code h} or {@code c}
 * @param shape of one sample: without the batch axis
 * @param stride floats from one sample to the next in memory, at least the size of the shape
 * @param channelsFirst whether the first axis of the shape comes last in memory
 */
public record StateSpec(String name, Shape shape, int stride, boolean channelsFirst) {
    /** A state whose elements are in memory in the order of its shape. */
    public StateSpec(String name, Shape shape, int stride) {
        this(name, shape, stride, false);
    }

    /** Copies a sample from memory, where it starts at {@code from}. */
    public void read(float[] memory, int from, float[] target, int to) {
        if (!channelsFirst) {
            System.arraycopy(memory, from, target, to, shape.size());
            return;
        }
        for (int i = 0; i < shape.size(); i++) {
            target[to + i] = memory[from + place(i)];
        }
    }

    /** Copies a sample to memory, where it starts at {@code to}. */
    public void write(float[] source, int from, float[] memory, int to) {
        if (!channelsFirst) {
            System.arraycopy(source, from, memory, to, shape.size());
            return;
        }
        for (int i = 0; i < shape.size(); i++) {
            memory[to + place(i)] = source[from + i];
        }
    }

    /** The index in memory of the i-th element, with the channels last. */
    private int place(int i) {
        int positions = shape.size(1, shape.rank());
        return i % positions * shape.length(0) + i / positions;
    }
}
