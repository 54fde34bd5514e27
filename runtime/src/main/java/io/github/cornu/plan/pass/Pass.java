package io.github.cornu.plan.pass;

import io.github.cornu.graph.Graph;

/** Turns a graph into one with the same inputs and outputs that is cheaper to run. */
@FunctionalInterface
public interface Pass {
    Graph apply(Graph graph);
}
