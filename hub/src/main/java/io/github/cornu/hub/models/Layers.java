package io.github.cornu.hub.models;

import io.github.cornu.hub.layers.Functions;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.LinkedHashMap;
import java.util.Map;

/** Layers that many models have. */
final class Layers {
    /** The approximation of gelu by tanh. */
    static final String GELU = "keras_hub>gelu_approximate";

    private Layers() {}

    /** A map without the values that are null. */
    static Map<String, Object> options(Object... keysAndValues) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null) {
                options.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return options;
    }

    /** Layer normalization. */
    static Net.Layer norm(Net net, String name, double epsilon) {
        return net.layer("LayerNormalization", name, Map.of("epsilon", epsilon));
    }

    /** A Dense layer; without activation for null. */
    static Net.Layer dense(Net net, String name, int units, Object activation) {
        return net.layer("Dense", name, options("units", units, "activation", activation));
    }

    /** The scores of a task's classes. */
    static Ref logits(Net net, Args task, Ref x) {
        return dense(net, "logits", task.positive("num_classes"), task.value("activation"))
                .call(x);
    }

    /** The sum of tensors by a layer. */
    static Ref add(Net net, String name, Ref... tensors) {
        return net.layer("Add", name, Map.of()).merge(tensors);
    }

    /** One of {@link Functions}. */
    static Ref function(Net net, String name, String function, Ref... tensors) {
        return net.layer(Functions.CLASS, name, Map.of("function", function)).call(tensors);
    }

    /** The first step of a sequence. */
    static Ref firstStep(Net net, Ref sequence) {
        return function(net, "get_item", "first_step", sequence);
    }
}
