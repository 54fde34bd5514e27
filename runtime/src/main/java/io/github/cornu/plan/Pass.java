package io.github.cornu.plan;

import io.github.cornu.graph.Graph;

/** Turns a graph into one with the same inputs and outputs that is cheaper to run. */
@FunctionalInterface
interface Pass {
    Graph apply(Graph graph);
}
