package io.github.cornu.importer.source;

import io.github.cornu.graph.ModelException;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A whole model as {@code model.save("model.h5")} of Keras 1, 2 and 3 writes it. */
public final class LegacyH5Source implements ModelSource {
    private final String name;
    private final H5File file;
    private final Group weights;
    private final List<String> layerNames;

    /**
     * Opens a file.
     *
     * @throws ModelException if it is not there, is not HDF5, or holds no whole model
     */
    public LegacyH5Source(Path path) {
        name = String.valueOf(path.getFileName());
        file = H5File.open(path);
        try {
            if (!H5File.hasAttribute(file.root(), "model_config")) {
                throw new ModelException(
                        "the file has no 'model_config': it holds weights without the architecture, or no Keras model");
            }
            weights = H5File.group(file.root(), "model_weights");
            if (weights == null) {
                throw new ModelException("the file has no group 'model_weights'");
            }
            layerNames = H5File.textList(weights, "layer_names");
            if (layerNames == null) {
                throw new ModelException("the group 'model_weights' has no 'layer_names'");
            }
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String modelConfig() {
        return H5File.text(file.root(), "model_config");
    }

    @Override
    public String kerasVersion() {
        return textOfRootOrWeights("keras_version");
    }

    @Override
    public String backend() {
        return textOfRootOrWeights("backend");
    }

    private String textOfRootOrWeights(String attribute) {
        String text = H5File.text(file.root(), attribute);
        return text == null ? H5File.text(weights, attribute) : text;
    }

    @Override
    public List<String> layerNames() {
        return layerNames;
    }

    @Override
    public List<NamedWeight> weights(String layer) {
        Group group = H5File.group(weights, layer);
        if (group == null) {
            return List.of();
        }
        List<String> names = H5File.textList(group, "weight_names");
        if (names == null) {
            throw new ModelException("the group '" + group.getPath() + "' has no 'weight_names'");
        }
        List<NamedWeight> found = new ArrayList<>();
        for (String weight : names) {
            Dataset dataset = H5File.dataset(group, weight);
            if (dataset == null) {
                throw new ModelException("the weight '" + weight + "' is missing");
            }
            found.add(new NamedWeight(weight, new H5Weight(dataset)));
        }
        return found;
    }

    @Override
    public void close() {
        file.close();
    }
}
