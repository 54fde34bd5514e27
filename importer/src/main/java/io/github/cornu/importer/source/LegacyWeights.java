package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.importer.source.hdf5.H5File;
import io.github.cornu.importer.source.hdf5.H5Weight;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights below a group with {@code layer_names}, as {@code save_weights("weights.h5")} of Keras 1 and 2 writes
 * them.
 */
final class LegacyWeights implements LayerWeights {
    private final H5File file;
    private final Group group;
    private final List<String> layerNames;

    /**
     * Looks at the group.
     *
     * @throws ModelException if it has no {@code layer_names}
     */
    LegacyWeights(H5File file, Group group) {
        this.file = file;
        this.group = group;
        layerNames = H5File.textList(group, "layer_names");
        if (layerNames == null) {
            throw new ModelException("the group '" + group.getPath() + "' has no 'layer_names'");
        }
    }

    @Override
    public String kerasVersion() {
        return H5File.text(group, "keras_version");
    }

    @Override
    public String backend() {
        return H5File.text(group, "backend");
    }

    @Override
    public List<String> layerNames() {
        return layerNames;
    }

    @Override
    public List<NamedWeight> weights(String layer) {
        Group own = H5File.group(group, layer);
        if (own == null) {
            return List.of();
        }
        List<String> names = H5File.textList(own, "weight_names");
        if (names == null) {
            throw new ModelException("the group '" + own.getPath() + "' has no 'weight_names'");
        }
        List<NamedWeight> found = new ArrayList<>();
        for (String weight : names) {
            Dataset dataset = H5File.dataset(own, weight);
            if (dataset == null) {
                throw new ModelException("the weight '" + weight + "' is missing");
            }
            found.add(new NamedWeight(weight, new H5Weight(file, dataset)));
        }
        return found;
    }
}
