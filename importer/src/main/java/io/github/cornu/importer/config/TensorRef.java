package io.github.cornu.importer.config;

/**
 * A tensor in a functional model: output {@code tensor} of call {@code node} of a layer. What {@code node} counts depends
 * on the version that wrote it.
 */
public record TensorRef(String layer, int node, int tensor) {}
