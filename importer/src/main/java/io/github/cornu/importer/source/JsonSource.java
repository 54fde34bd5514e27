package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.importer.config.KerasJson;

/** An architecture as {@code model.to_json()} writes it. */
record JsonSource(String name, KerasJson json) implements ModelSource {
    @Override
    public Architecture architecture() {
        return new Architecture(json.text(), json.kerasVersion(), json.text("backend"));
    }

    @Override
    public WeightStore weights() {
        throw new ModelException("the file holds an architecture without weights");
    }

    @Override
    public String vocabulary(String path) {
        return null;
    }

    @Override
    public void close() {
        // The text is read.
    }
}
