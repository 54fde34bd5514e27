package io.github.cornu.hub.net;

/**
 * A tensor of a functional model: an output of a call of a layer.
 *
 * @param node the call, counted from 0
 * @param tensor the output
 */
public record Ref(String layer, int node, int tensor) {
    /** Another output of the same call. */
    public Ref output(int other) {
        return new Ref(layer, node, other);
    }
}
