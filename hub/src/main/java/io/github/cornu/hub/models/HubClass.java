package io.github.cornu.hub.models;

import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;

/** A model class of KerasHub. */
@FunctionalInterface
interface HubClass {
    /**
     * The model with these arguments of the Python constructor.
     *
     * @throws IllegalArgumentException if they are not as they should be
     * @throws io.github.cornu.UnsupportedModelException if one of them is not supported
     */
    Net build(Args args, Build build);
}
