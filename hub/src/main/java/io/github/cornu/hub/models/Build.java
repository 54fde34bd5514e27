package io.github.cornu.hub.models;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.function.BiFunction;

/** How models are built. Immutable. */
final class Build {
    private static final String PADDING = "padding_mask";

    private final boolean padding;
    private final BiFunction<Args, Build, Net> classes;

    /**
     * How models are built.
     *
     * @param padding whether decoders have an input for the mask of padding; without, no token is padding
     * @param classes builds a model of any class
     */
    Build(boolean padding, BiFunction<Args, Build, Net> classes) {
        this.padding = padding;
        this.classes = classes;
    }

    /** The model with these arguments. */
    Net net(Args args) {
        return classes.apply(args, this);
    }

    /** The mask of padding of a decoder; null if it is built without. */
    Ref padding(Net net) {
        return padding ? net.tokens(PADDING) : null;
    }
}
