package io.github.cornu.op;

import io.github.cornu.tensor.Shape;

/**
 * A state of one operation.
 *
 * @param name for instance {@code h} or {@code c}
 * @param shape of one sample: without the batch axis
 * @param stride floats from one sample to the next in memory, at least the size of the shape
 */
public record StateSpec(String name, Shape shape, int stride) {}
