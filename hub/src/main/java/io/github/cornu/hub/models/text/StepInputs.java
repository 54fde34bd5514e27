package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Form;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Arrays;
import java.util.Map;

/**
 * The inputs and outputs of decoder layers in the forms that are for generation, see {@link Form}.
 *
 * @param size of keys and values
 * @param mask of the encoder's padding
 */
record StepInputs(Net net, int size, Ref places, Ref seen, Ref mask) {
    private static final String NUMBERS = "float32";

    /** Those of a decoder. */
    static StepInputs of(Net net, int size, Ref mask) {
        return new StepInputs(net, size, table(net, "places", NUMBERS), table(net, "seen", NUMBERS), mask);
    }

    private static Ref table(Net net, String name, String type) {
        return net.input(name, Arrays.asList(null, null, null), type);
    }

    private Ref sequence(String name) {
        return net.input(name, Arrays.asList(null, null, size), NUMBERS);
    }

    /** The distance of each step from each place. */
    Ref distances() {
        return table(net, "distances", "int32");
    }

    /** What a decoder layer is given beside the steps themselves. */
    Map<String, Object> of(int layer) {
        return options(
                "keys", sequence("keys_" + layer),
                "values", sequence("values_" + layer),
                "places", places,
                "seen", seen,
                "cross_keys", sequence("cross_keys_" + layer),
                "cross_values", sequence("cross_values_" + layer),
                "encoder_padding_mask", mask);
    }

    /** Declares what a decoder layer makes of the output of the encoder. */
    static void crossOutputs(Net net, int layer, Ref first) {
        net.output("cross_keys_" + layer, first).output("cross_values_" + layer, first.output(1));
    }

    /** Declares the keys and values of the steps, outputs of a layer from this one on. */
    void newOutputs(int layer, Ref keys) {
        net.output("new_keys_" + layer, keys).output("new_values_" + layer, keys.output(keys.tensor() + 1));
    }
}
