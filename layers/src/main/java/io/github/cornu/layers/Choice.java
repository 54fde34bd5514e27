package io.github.cornu.layers;

import io.github.cornu.importer.custom.CustomLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One of several layers with the name of a class that files do not tell apart.
 *
 * @param layer a constant of an enum
 */
record Choice(String className, CustomLayer layer) {
    /** All of a class. */
    static List<Choice> of(String className, CustomLayer... layers) {
        return Arrays.stream(layers).map(layer -> new Choice(className, layer)).toList();
    }

    /** What is said of a layer for which none of them was chosen, after what differs between them. */
    static IllegalArgumentException missing(String difference, List<Choice> choices) {
        return new IllegalArgumentException(difference + ", of which its config does not tell the one; choose "
                + choices.stream().map(Choice::toString).collect(Collectors.joining(" or "))
                + ": with --layer of the command, in Java as an argument of CommonLayers.all");
    }

    /** As it is chosen: {@code TransformerBlock=causal}. */
    @Override
    public String toString() {
        return className + "=" + ((Enum<?>) layer).name().toLowerCase(Locale.ROOT);
    }
}
