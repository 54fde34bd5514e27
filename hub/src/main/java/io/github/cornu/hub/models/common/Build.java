package io.github.cornu.hub.models.common;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.function.BiFunction;

/**
 * How models are built. Immutable.
 *
 * @param form what of them
 * @param classes builds a model of any class
 */
public record Build(Form form, BiFunction<Args, Build, Net> classes) {
    private static final String PADDING = "padding_mask";

    /** The model with these arguments. */
    public Net net(Args args) {
        return classes.apply(args, this);
    }

    /** The mask of padding of a decoder; null if it is built without. */
    public Ref padding(Net net) {
        return form == Form.STREAM ? null : net.tokens(PADDING);
    }
}
