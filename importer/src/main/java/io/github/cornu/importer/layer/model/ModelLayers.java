package io.github.cornu.importer.layer.model;

import static io.github.cornu.importer.layer.LayerEntry.entry;

import io.github.cornu.importer.layer.LayerEntry;

/** The classes of models, and of the functions that Keras 2 has as layers. */
public final class ModelLayers {
    private static final String FUNCTIONS = "the [functions](functions.md) of TensorFlow";

    private ModelLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "InputLayer" ->
                entry(InputLayer::new, "dense numbers or texts, not sparse or ragged; optional ones must be given");
            case "Sequential" -> entry(SequentialLayer::new, "also nested");
            case "Functional" -> entry(FunctionalLayer::new, "also nested");
            case "Model" -> entry(FunctionalLayer::new, "the older name of Functional");
            case "TFOpLambda", "SlicingOpLambda" -> entry(FunctionCallLayer::new, FUNCTIONS);
            case "TensorFlowOpLayer" -> entry(GraphNodeLayer::new, FUNCTIONS);
            default -> null;
        };
    }
}
