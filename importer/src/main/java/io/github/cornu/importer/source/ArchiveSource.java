package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.KerasJson;
import java.util.List;

/** A whole model as {@code model.save("model.keras")} of Keras 2.13 and later writes it. */
final class ArchiveSource implements ModelSource {
    private static final String CONFIG = "config.json";
    private static final String METADATA = "metadata.json";
    private static final String WEIGHTS = "model.weights.h5";
    private static final String SHARDED = "model.weights.json";
    private static final String PICKLED = "model.weights.npz";

    private final String name;
    private final Members members;
    private ModelSource weights;

    ArchiveSource(String name, Members members) {
        this.name = name;
        this.members = members;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Architecture architecture() {
        KerasJson config = json(CONFIG);
        String version = members.has(METADATA) ? json(METADATA).text("keras_version") : null;
        return new Architecture(config.text(), version == null ? config.kerasVersion() : version, null);
    }

    private KerasJson json(String member) {
        try {
            return KerasJson.parse(members.open(member).text());
        } catch (ModelException e) {
            throw new ModelException("'" + member + "': " + e.getMessage(), e);
        }
    }

    @Override
    public WeightStore weights() {
        if (weights == null) {
            weights = open();
        }
        return weights.weights();
    }

    @Override
    public String vocabulary(String path) {
        String member = "assets/" + path + "/vocabulary.txt";
        return members.has(member) ? members.open(member).text() : null;
    }

    private ModelSource open() {
        if (members.has(SHARDED)) {
            return new VariablesSource(
                    name,
                    Shards.open(json(SHARDED), shard -> members.open(shard).openH5()));
        }
        if (members.has(PICKLED)) {
            throw new UnsupportedModelException("the weights are in '" + PICKLED + "', which holds programs of Python");
        }
        try {
            return new VariablesSource(name, List.of(members.open(WEIGHTS).openH5()));
        } catch (ModelException e) {
            throw new ModelException("'" + WEIGHTS + "': " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (weights != null) {
            weights.close();
        }
        members.close();
    }
}
