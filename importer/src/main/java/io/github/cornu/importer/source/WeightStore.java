package io.github.cornu.importer.source;

/** The weights in a file, in one of the two layouts that Keras has. */
public sealed interface WeightStore permits LayerWeights, VariableTree {}
