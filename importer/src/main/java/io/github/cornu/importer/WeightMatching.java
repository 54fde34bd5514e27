package io.github.cornu.importer;

/** How the weights of one file find their layers in the architecture of another, as in Keras's {@code load_weights}. */
public enum WeightMatching {
    /**
     * By their place in the model: names do not matter. In legacy HDF5 files the layers with weights are taken in turn;
     * in {@code .weights.h5} files and archives each layer has a path.
     */
    TOPOLOGY,
    /** By the names of the layers of the model itself; in legacy HDF5 files only. The file may have more layers. */
    NAME
}
