package io.github.cornu.importer.source;

import io.github.cornu.graph.ModelException;

/** Weights as {@code save_weights("model.weights.h5")} of Keras 2.13 and later writes them. */
final class VariablesSource implements ModelSource {
    private final String name;
    private final H5File file;

    VariablesSource(String name, H5File file) {
        this.name = name;
        this.file = file;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Architecture architecture() {
        throw new ModelException(ModelFiles.NO_ARCHITECTURE);
    }

    @Override
    public WeightStore weights() {
        H5Variables variables = new H5Variables();
        variables.add(file);
        return variables.tree();
    }

    @Override
    public void close() {
        file.close();
    }
}
