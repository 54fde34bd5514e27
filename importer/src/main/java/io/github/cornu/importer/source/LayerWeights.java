package io.github.cornu.importer.source;

import java.util.List;

/** The older layout: a list of weights for each layer of the model itself. */
public non-sealed interface LayerWeights extends WeightStore {
    /** The version that wrote the weights, on which their layout depends, or null. */
    String kerasVersion();

    /** The backend of Keras that wrote the weights, or null. */
    String backend();

    /** The layers that the file has weights for, in the order of the model. */
    List<String> layerNames();

    /** The weights of a layer of the model itself, in Keras's order; empty if there are none. */
    List<NamedWeight> weights(String layer);
}
