package io.github.cornu.importer.source;

/** Weights alone, as {@code save_weights} wrote them before Keras 1.0. */
record NumberedSource(String name, H5File file) implements ModelSource {
    @Override
    public Architecture architecture() {
        throw Architecture.missing();
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
