package io.github.cornu.importer.layer.registry;

import io.github.cornu.importer.layer.LayerEntry;
import io.github.cornu.importer.layer.activation.ActivationLayers;
import io.github.cornu.importer.layer.applications.ApplicationLayers;
import io.github.cornu.importer.layer.attention.AttentionLayers;
import io.github.cornu.importer.layer.convolutional.ConvolutionalLayers;
import io.github.cornu.importer.layer.core.CoreLayers;
import io.github.cornu.importer.layer.merging.MergingLayers;
import io.github.cornu.importer.layer.model.ModelLayers;
import io.github.cornu.importer.layer.normalization.NormalizationLayers;
import io.github.cornu.importer.layer.pooling.PoolingLayers;
import io.github.cornu.importer.layer.preprocessing.ImageLayers;
import io.github.cornu.importer.layer.preprocessing.PreprocessingLayers;
import io.github.cornu.importer.layer.reshaping.ReshapingLayers;
import io.github.cornu.importer.layer.rnn.RecurrentLayers;

/**
 * The layer classes of Keras that can be imported. Each family knows its own, and is loaded when it is asked: those
 * first that small models need, those last whose lists load layers of theirs.
 */
public final class LayerRegistry {
    private LayerRegistry() {}

    /** The entry of a class; null if it is not known. */
    public static LayerEntry find(String className) {
        LayerEntry entry = ModelLayers.find(className);
        entry = entry != null ? entry : CoreLayers.find(className);
        entry = entry != null ? entry : ActivationLayers.find(className);
        entry = entry != null ? entry : MergingLayers.find(className);
        entry = entry != null ? entry : NormalizationLayers.find(className);
        entry = entry != null ? entry : RecurrentLayers.find(className);
        entry = entry != null ? entry : AttentionLayers.find(className);
        entry = entry != null ? entry : ReshapingLayers.find(className);
        entry = entry != null ? entry : ConvolutionalLayers.find(className);
        entry = entry != null ? entry : PoolingLayers.find(className);
        entry = entry != null ? entry : PreprocessingLayers.find(className);
        entry = entry != null ? entry : ImageLayers.find(className);
        return entry != null ? entry : ApplicationLayers.find(className);
    }
}
