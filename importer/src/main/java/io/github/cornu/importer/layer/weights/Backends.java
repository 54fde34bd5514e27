package io.github.cornu.importer.layer.weights;

import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.source.Architecture;
import io.github.cornu.importer.source.LayerWeights;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.importer.source.WeightStore;
import java.util.regex.Pattern;

/** The backend that wrote a file. */
public final class Backends {
    /** TensorFlow numbers the outputs of a variable, of which there is one. */
    private static final Pattern NAMED_BY_TENSORFLOW = Pattern.compile(".*:\\d+");

    private Backends() {}

    /** The Keras that wrote an architecture, with the backend of the weights. */
    public static KerasWriter writer(Architecture architecture, WeightStore weights) {
        boolean unsaid = weights instanceof LayerWeights layers && layers.backend() == null && isKeras1(layers);
        String backend = unsaid ? ofNames((LayerWeights) weights) : architecture.backend();
        return KerasWriter.parse(architecture.kerasVersion(), backend);
    }

    /** Whether weights have the layouts of Keras 1, which did not write its version beside them. */
    static boolean isKeras1(LayerWeights weights) {
        return KerasWriter.parse(weights.kerasVersion(), null).isKeras1();
    }

    /**
     * Keras 1 did not say it, and had two backends: the names of the weights are those of TensorFlow's variables,
     * {@code dense_1_W:0}, or of Theano's, {@code dense_1_W}.
     *
     * @return null if the weights have no names
     */
    private static String ofNames(LayerWeights layers) {
        for (String layer : layers.layerNames()) {
            for (NamedWeight weight : layers.weights(layer)) {
                if (NAMED_BY_TENSORFLOW.matcher(weight.name()).matches()) {
                    return "tensorflow";
                }
                if (!weight.name().startsWith("param_")) {
                    return "theano";
                }
            }
        }
        return null;
    }
}
