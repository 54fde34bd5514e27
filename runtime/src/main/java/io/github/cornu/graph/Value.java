package io.github.cornu.graph;

import io.github.cornu.tensor.Shape;

/**
 * A tensor that flows through a graph.
 *
 * @param id its number in the graph
 * @param shape axes may be free
 */
public record Value(int id, Shape shape) {}
