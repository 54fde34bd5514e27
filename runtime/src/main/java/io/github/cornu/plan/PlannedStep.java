package io.github.cornu.plan;

import io.github.cornu.graph.Node;
import io.github.cornu.op.Step;

/** A step of a plan, and the node that it runs. */
record PlannedStep(Node node, Step step) {}
