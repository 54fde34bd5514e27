package io.github.cornu.importer.layer.activation;

import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.LayerTrait.HALF;

import io.github.cornu.importer.layer.LayerEntry;

/** The classes of {@code keras.layers.activations}. */
public final class ActivationLayers {
    private ActivationLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "Activation" -> entry(ActivationLayer::new, "all functions of Keras", COMPUTES, HALF);
            case "ReLU" -> entry(ReluLayer::new, "max_value, negative_slope, threshold", COMPUTES, HALF);
            case "LeakyReLU" -> entry(LeakyReluLayer::new, "negative_slope, alpha", COMPUTES, HALF);
            case "PReLU" -> entry(PReluLayer::new, "shared_axes", COMPUTES, HALF);
            case "ELU" -> entry(EluLayer::new, "alpha", COMPUTES, HALF);
            case "Softmax" -> entry(SoftmaxLayer::new, "any axis or axes, masks", COMPUTES, HALF);
            case "ThresholdedReLU" -> entry(ThresholdedReluLayer::new, "theta; Keras 2", COMPUTES);
            case "SReLU" -> entry(SReluLayer::new, "Keras 1; shared_axes", COMPUTES);
            case "ParametricSoftplus" -> entry(ParametricSoftplusLayer::new, "Keras 1; shared_axes", COMPUTES);
            default -> null;
        };
    }
}
