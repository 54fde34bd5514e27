package io.github.cornu.importer;

import io.github.cornu.importer.source.Architecture;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.WeightStore;

/** A file whose weights are the same objects whenever they are asked for. */
final class OpenedOnce implements ModelSource {
    private final ModelSource source;
    private WeightStore weights;

    OpenedOnce(ModelSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Architecture architecture() {
        return source.architecture();
    }

    @Override
    public WeightStore weights() {
        if (weights == null) {
            weights = source.weights();
        }
        return weights;
    }

    @Override
    public String vocabulary(String path) {
        return source.vocabulary(path);
    }

    @Override
    public void close() {
        source.close();
    }
}
