package io.github.cornu.importer.source;

import java.util.List;

/** The architecture of one file with the weights that another file has for the layers of the same names. */
public record WeightsOfAnother(ModelSource architecture, ModelSource trained) implements ModelSource {
    @Override
    public String name() {
        return architecture.name() + " with the weights of " + trained.name();
    }

    @Override
    public String modelConfig() {
        return architecture.modelConfig();
    }

    @Override
    public String kerasVersion() {
        return architecture.kerasVersion();
    }

    /** Of the file with the weights, whose layout depends on it. */
    @Override
    public String backend() {
        return trained.backend();
    }

    @Override
    public List<String> layerNames() {
        return trained.layerNames();
    }

    @Override
    public List<NamedWeight> weights(String layer) {
        return trained.weights(layer);
    }

    @Override
    public void close() {
        architecture.close();
        trained.close();
    }
}
