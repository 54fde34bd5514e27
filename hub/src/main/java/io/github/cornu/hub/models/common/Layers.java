package io.github.cornu.hub.models.common;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.layers.Functions;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Map;

/** Layers that many models have. */
public final class Layers {
    /** The approximation of gelu by tanh. */
    public static final String GELU = "keras_hub>gelu_approximate";

    private Layers() {}

    /** Layer normalization. */
    public static Net.Layer norm(Net net, String name, double epsilon) {
        return net.layer("LayerNormalization", name, Map.of("epsilon", epsilon));
    }

    /** A Dense layer; without activation for null. */
    public static Net.Layer dense(Net net, String name, int units, Object activation) {
        return net.layer("Dense", name, options("units", units, "activation", activation));
    }

    /** The scores of a task's classes. */
    public static Ref logits(Net net, Args task, Ref x) {
        return dense(net, "logits", task.positive("num_classes"), task.value("activation"))
                .call(x);
    }

    /** The sum of tensors by a layer. */
    public static Ref add(Net net, String name, Ref... tensors) {
        return net.layer("Add", name, Map.of()).merge(tensors);
    }

    /** One of {@link Functions}. */
    public static Ref function(Net net, String name, String function, Ref... tensors) {
        return net.layer(Functions.CLASS, name, Map.of("function", function)).call(tensors);
    }

    /** The first step of a sequence. */
    public static Ref firstStep(Net net, Ref sequence) {
        return function(net, "get_item", "first_step", sequence);
    }
}
