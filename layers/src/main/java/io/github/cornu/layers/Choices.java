package io.github.cornu.layers;

import io.github.cornu.importer.custom.CustomObjects;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All layers to choose. */
final class Choices {
    private static final List<Choice> ALL = Stream.of(
                    Choice.of("BilinearUpSampling2D", BilinearUpSampling.values()),
                    Choice.of("BilinearUpsampling", BilinearUpSampling.values()),
                    Choice.of("FeedForward", FeedForward.values()),
                    Choice.of("PositionalEncoding", PositionalEncoding.values()),
                    Choice.of("RotaryEmbedding", RotaryEmbedding.values()),
                    Choice.of("TransformerBlock", TransformerBlock.values()))
            .flatMap(List::stream)
            .toList();

    private Choices() {}

    /**
     * Those objects and a chosen layer.
     *
     * @param choice as {@link Choice#toString} has it, in upper or lower case
     * @throws IllegalArgumentException if there is none like that, or its class is registered already
     */
    static CustomObjects add(CustomObjects objects, String choice) {
        return ALL.stream()
                .filter(known -> known.toString().equalsIgnoreCase(choice))
                .findFirst()
                .map(known -> objects.register(known.className(), known.layer()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no '" + choice + "' to choose, but " + like(choice.replaceFirst("=.*", ""))));
    }

    /** Those of a class, or of all classes where it is none of these. */
    private static String like(String className) {
        List<Choice> same = ALL.stream()
                .filter(choice -> choice.className().equalsIgnoreCase(className))
                .toList();
        return (same.isEmpty() ? ALL : same).stream().map(Choice::toString).collect(Collectors.joining(", "));
    }
}
