package io.github.cornu.importer.config;

import java.util.List;

/**
 * A tensor in a functional model: output {@code tensor} of call {@code node} of a layer. What {@code node} counts
 * depends on the version that wrote it.
 *
 * @param type its number type, for instance {@code int32}; null where the file does not say, as before Keras 3
 * @param shape with the batch axis, -1 where an axis is free; null where the file does not say
 */
public record TensorRef(String layer, int node, int tensor, String type, List<Integer> shape) {}
