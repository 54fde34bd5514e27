package io.github.cornu.importer.source.hdf5;

import io.github.cornu.tensor.Tensor;
import java.util.List;

/**
 * What a file of states holds.
 *
 * @param model number of the model that they were computed with, or {@link io.github.cornu.State#UNKNOWN_MODEL}
 * @param datasets in the order of their names
 */
public record StateContent(long model, List<Dataset> datasets) {
    public StateContent {
        datasets = List.copyOf(datasets);
    }

    /**
     * One state of one layer.
     *
     * @param name for instance {@code states_1_0}
     * @param layer path of the layer, or null if the file does not tell
     * @param value its first axis is the batch
     */
    public record Dataset(String name, String layer, Tensor value) {}
}
