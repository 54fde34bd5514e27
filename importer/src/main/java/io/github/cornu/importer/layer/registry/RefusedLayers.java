package io.github.cornu.importer.layer.registry;

import java.util.LinkedHashMap;
import java.util.Map;

/** The public layers of Keras that are refused, each with the reason. */
public final class RefusedLayers {
    private static final String JAX = "it computes a function of JAX, which is Python code";
    private static final String BASE = "it is a base class, which computes nothing by itself";

    private RefusedLayers() {}

    /** Why a class that is not known is refused. */
    static String reason(String className) {
        String otherwise = className.equals("KerasLayer")
                ? "its module of tensorflow_hub is not in the file; tools/export puts the Keras model in its place that the"
                        + " module was saved from"
                : "this layer class is not supported";
        return all().getOrDefault(className, otherwise);
    }

    /** The reasons by class. */
    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("JaxLayer", JAX);
        all.put("FlaxLayer", JAX);
        all.put("TorchModuleWrapper", "it is a module of PyTorch, a pickle of Python objects");
        all.put("TFSMLayer", "it is a SavedModel of TensorFlow, which is a folder of its own");
        all.put("DenseFeatures", "it is made of TensorFlow's feature columns, in whose place are preprocessing layers");
        all.put("Layer", BASE);
        all.put("Wrapper", BASE);
        all.put("AbstractRNNCell", BASE);
        return all;
    }
}
