package io.github.cornu.hub.models;

import static io.github.cornu.hub.models.Layers.options;

import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Arrays;
import java.util.Map;

/** The inputs and outputs of decoder layers in the forms that are for generation, see {@link Form}. */
record StepInputs(Net net, int size) {
    private Ref sequence(String name) {
        return net.input(name, Arrays.asList(null, null, size), "float32");
    }

    /** What a decoder layer is given beside the step itself. */
    Map<String, Object> of(int layer, Ref seen, Ref mask) {
        return options(
                "keys", sequence("keys_" + layer),
                "values", sequence("values_" + layer),
                "seen", seen,
                "cross_keys", sequence("cross_keys_" + layer),
                "cross_values", sequence("cross_values_" + layer),
                "encoder_padding_mask", mask);
    }

    /** Declares what a decoder layer makes of the output of the encoder. */
    void crossOutputs(int layer, Ref first) {
        net.output("cross_keys_" + layer, first).output("cross_values_" + layer, first.output(1));
    }

    /** Declares the keys and values of the step, outputs of a layer from this one on. */
    void newOutputs(int layer, Ref keys) {
        net.output("new_keys_" + layer, keys).output("new_values_" + layer, keys.output(keys.tensor() + 1));
    }
}
