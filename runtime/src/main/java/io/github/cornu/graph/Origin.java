package io.github.cornu.graph;

/**
 * The layer that an operation came from.
 *
 * @param layer its path
 * @param layerClass its Keras class
 * @param streamAdvice what to do about a layer of this class that cannot be stepped through time; empty if there is
 *     none
 */
public record Origin(String layer, String layerClass, String streamAdvice) {
    /** A layer without advice. */
    public Origin(String layer, String layerClass) {
        this(layer, layerClass, "");
    }
}
