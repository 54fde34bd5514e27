package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.importer.source.hdf5.H5File;

/** Weights alone, as {@code save_weights} wrote them before Keras 1.0. */
record NumberedSource(String name, H5File file) implements ModelSource {
    @Override
    public Architecture architecture() {
        throw new ModelException(
                "it holds weights as Keras wrote them before 1.0, without the architecture, which is needed" + " too");
    }

    @Override
    public LayerWeights weights() {
        return new NumberedWeights(file);
    }

    @Override
    public String vocabulary(String path) {
        return null;
    }

    @Override
    public void close() {
        file.close();
    }
}
