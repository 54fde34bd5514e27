package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.importer.source.hdf5.H5File;
import io.jhdf.api.Group;

/**
 * A whole model as {@code model.save("model.h5")} of Keras 1, 2 and 3 writes it, or its weights alone as
 * {@code save_weights("weights.h5")} of Keras 1 and 2 does.
 */
final class LegacyH5Source implements ModelSource {
    private static final String WEIGHTS = "model_weights";

    private final String name;
    private final H5File file;

    LegacyH5Source(String name, H5File file) {
        this.name = name;
        this.file = file;
    }

    /** Whether a file is of that form. */
    static boolean isThere(Group root) {
        return H5File.hasAttribute(root, "model_config")
                || H5File.hasAttribute(root, "layer_names")
                || H5File.hasAttribute(root, "layer_names0")
                || H5File.group(root, WEIGHTS) != null;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Architecture architecture() {
        String config = H5File.text(file.root(), "model_config");
        if (config == null) {
            throw Architecture.missing();
        }
        return new Architecture(config, rootOrWeights("keras_version"), rootOrWeights("backend"));
    }

    private String rootOrWeights(String attribute) {
        String text = H5File.text(file.root(), attribute);
        Group weights = H5File.group(file.root(), WEIGHTS);
        return text != null || weights == null ? text : H5File.text(weights, attribute);
    }

    @Override
    public LayerWeights weights() {
        Group group = H5File.group(file.root(), WEIGHTS);
        if (group == null && H5File.hasAttribute(file.root(), "model_config")) {
            throw new ModelException("the file has no group '" + WEIGHTS + "'");
        }
        return new LegacyWeights(file, group == null ? file.root() : group);
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
