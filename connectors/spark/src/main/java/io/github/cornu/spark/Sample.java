package io.github.cornu.spark;

import io.github.cornu.tensor.Shape;

/**
 * An input of one row.
 *
 * @param shape without the batch axis, and without that of code points
 * @param numbers or null
 * @param texts or null
 */
record Sample(Shape shape, float[] numbers, String[] texts) {}
