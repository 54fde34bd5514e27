package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.importer.source.hdf5.H5File;
import io.github.cornu.importer.source.hdf5.H5Weight;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights in groups {@code layer_0}, {@code layer_1}, … with datasets {@code param_0}, {@code param_1}, …, without
 * names.
 */
final class NumberedWeights implements LayerWeights {
    private static final String COUNT = "nb_layers";
    private static final String WEIGHTS = "nb_params";

    private final H5File file;
    private final List<String> layerNames = new ArrayList<>();

    NumberedWeights(H5File file) {
        this.file = file;
        int count = H5File.wholeNumber(file.root(), COUNT);
        for (int i = 0; i < count; i++) {
            String layer = "layer_" + i;
            if (H5File.group(file.root(), layer) == null) {
                throw new ModelException("the group '" + layer + "' is missing");
            }
            layerNames.add(layer);
        }
    }

    /** Whether a file has such weights. */
    static boolean areThere(Group root) {
        return H5File.hasAttribute(root, COUNT);
    }

    @Override
    public String kerasVersion() {
        return null;
    }

    @Override
    public String backend() {
        return null;
    }

    @Override
    public List<String> layerNames() {
        return layerNames;
    }

    @Override
    public List<NamedWeight> weights(String layer) {
        Group group = H5File.group(file.root(), layer);
        List<NamedWeight> found = new ArrayList<>();
        if (group == null) {
            return found;
        }
        int count = H5File.wholeNumber(group, WEIGHTS);
        for (int i = 0; i < count; i++) {
            Dataset dataset = H5File.dataset(group, "param_" + i);
            if (dataset == null) {
                throw new ModelException("the weight '" + layer + "/param_" + i + "' is missing");
            }
            found.add(new NamedWeight("param_" + i, new H5Weight(file, dataset)));
        }
        return found;
    }
}
