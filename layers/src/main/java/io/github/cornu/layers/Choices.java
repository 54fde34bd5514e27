package io.github.cornu.layers;

import io.github.cornu.importer.custom.CustomObjects;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All layers to choose. */
final class Choices {
    private static final List<Choice> ALL = Stream.of(
                    Choice.of("BilinearUpSampling2D", BilinearUpSampling.values()),
                    Choice.of("BilinearUpsampling", BilinearUpSampling.values()),
                    Choice.of("CCTTokenizer", CCTTokenizer.values()),
                    Choice.of("DistanceLayer", DistanceLayer.values()),
                    Choice.of("DropPath", DropPath.values()),
                    Choice.of("FeedForward", FeedForward.values()),
                    Choice.of("PositionalEmbedding", PositionalEmbedding.values()),
                    Choice.of("PositionalEncoding", PositionalEncoding.values()),
                    Choice.of("RotaryEmbedding", RotaryEmbedding.values()),
                    Choice.of("TransformerBlock", TransformerBlock.values()),
                    Choice.of("TransformerEncoder", TransformerEncoder.values()))
            .flatMap(List::stream)
            .toList();

    private Choices() {}

    /**
     * The chosen layers.
     *
     * @param choices as {@link Choice#toString} has them, in upper or lower case
     * @throws IllegalArgumentException if there is none like one of them, or two are of one class
     */
    static CustomObjects of(String... choices) {
        CustomObjects objects = CustomObjects.none();
        for (String choice : choices) {
            Choice known = known(Objects.requireNonNull(choice, "choice"));
            if (objects.layer(known.className()) != null) {
                throw new IllegalArgumentException(known.className() + " is chosen twice");
            }
            objects = objects.register(known.className(), known.layer());
            objects = known.layer() instanceof FeedForward gelu ? gelu.withOthers(objects) : objects;
        }
        return objects;
    }

    private static Choice known(String choice) {
        return ALL.stream()
                .filter(known -> known.toString().equalsIgnoreCase(choice))
                .findFirst()
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
