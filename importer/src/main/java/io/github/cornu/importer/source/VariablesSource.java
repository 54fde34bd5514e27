package io.github.cornu.importer.source;

import io.github.cornu.importer.source.hdf5.H5File;
import java.util.List;

/**
 * Weights as {@code save_weights("model.weights.h5")} of Keras 2.13 and later writes them, or several {@link Shards}.
 */
final class VariablesSource implements ModelSource {
    private final String name;
    private final List<H5File> files;

    /**
     * The weights that are in these files together.
     *
     * @param files which it closes
     */
    VariablesSource(String name, List<H5File> files) {
        this.name = name;
        this.files = List.copyOf(files);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Architecture architecture() {
        throw Architecture.missing();
    }

    @Override
    public WeightStore weights() {
        H5Variables variables = new H5Variables();
        files.forEach(variables::add);
        return variables.tree();
    }

    @Override
    public String vocabulary(String path) {
        return null;
    }

    @Override
    public void close() {
        files.forEach(H5File::close);
    }
}
