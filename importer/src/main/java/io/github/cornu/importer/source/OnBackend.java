package io.github.cornu.importer.source;

import java.util.List;

/** A file, with what somebody knows of the backend of Keras that wrote it. */
record OnBackend(ModelSource source, String backend) implements ModelSource {
    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Architecture architecture() {
        Architecture own = source.architecture();
        return new Architecture(own.config(), own.kerasVersion(), backend);
    }

    @Override
    public WeightStore weights() {
        WeightStore weights = source.weights();
        return weights instanceof LayerWeights layers ? new Layers(layers, backend) : weights;
    }

    @Override
    public String vocabulary(String path) {
        return source.vocabulary(path);
    }

    @Override
    public void close() {
        source.close();
    }

    private record Layers(LayerWeights layers, String backend) implements LayerWeights {
        @Override
        public String kerasVersion() {
            return layers.kerasVersion();
        }

        @Override
        public List<String> layerNames() {
            return layers.layerNames();
        }

        @Override
        public List<NamedWeight> weights(String layer) {
            return layers.weights(layer);
        }
    }
}
