package io.github.cornu.importer.source;

import io.github.cornu.ModelException;

/** Weights alone, as {@code save_weights} wrote them before Keras 1.0. */
record NumberedSource(String name, H5File file) implements ModelSource {
    @Override
    public Architecture architecture() {
        throw new ModelException(ModelFiles.NO_ARCHITECTURE);
    }

    @Override
    public LayerWeights weights() {
        return new NumberedWeights(file);
    }

    @Override
    public void close() {
        file.close();
    }
}
