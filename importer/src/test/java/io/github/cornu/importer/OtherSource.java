package io.github.cornu.importer;

import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import java.util.List;

/** A model's file as it is; subclasses change something. */
abstract class OtherSource implements ModelSource {
    private final ModelSource source;

    OtherSource(ModelSource source) {
        this.source = source;
    }

    @Override
    public List<NamedWeight> weights(String layer) {
        return source.weights(layer);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String modelConfig() {
        return source.modelConfig();
    }

    @Override
    public String kerasVersion() {
        return source.kerasVersion();
    }

    @Override
    public String backend() {
        return source.backend();
    }

    @Override
    public List<String> layerNames() {
        return source.layerNames();
    }

    @Override
    public void close() {
        // Whoever opened the file closes it.
    }
}
