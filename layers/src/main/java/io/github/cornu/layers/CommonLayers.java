package io.github.cornu.layers;

import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.layers.attention.SelfAttentionFunctions;
import io.github.cornu.layers.quantized.QuantizedRecurrent;
import io.github.cornu.layers.sequence.CrfFunctions;
import io.github.cornu.op.custom.JavaFunctions;
import java.util.Objects;

/**
 * The layers that people really bring and that are not Keras's own: of keras_contrib, TensorFlow Addons, keras-tcn,
 * keras-self-attention, keras-bert, QKeras, Keras's examples and others; docs/custom-layers.md has the table.
 *
 * <pre>{@code
 * Model model = KerasModels.load(Path.of("tagger.h5"), CommonLayers.all());
 * }</pre>
 *
 * <p>Several classes have the same name in different packages. Their configs tell which one a file means; a layer that
 * has the name and is none of those known is refused, in a line that names them. More objects may be registered, and go
 * before these: {@code CommonLayers.all().register("CRF", …)}. All objects here are immutable and safe for any number
 * of threads.
 */
public final class CommonLayers {
    private CommonLayers() {}

    /**
     * All layers.
     *
     * @param choices for class names whose files do not tell which one of several they mean, as {@code
     *     "TransformerBlock=causal"}: the constants of {@link BilinearUpSampling}, {@link CCTTokenizer}, {@link
     *     DistanceLayer}, {@link DropPath}, {@link FeedForward}, {@link PositionalEmbedding}, {@link
     *     PositionalEncoding}, {@link RotaryEmbedding}, {@link TransformerBlock} and {@link TransformerEncoder} by name
     * @throws IllegalArgumentException if there is no such choice, or a class has two; it tells what there is
     */
    public static CustomObjects all(String... choices) {
        return with(Choices.of(Objects.requireNonNull(choices, "choices")));
    }

    /** A program's own objects, and for what they do not have all layers of {@link #all()}. */
    public static CustomObjects with(CustomObjects own) {
        return Objects.requireNonNull(own, "own").registerFinder(KnownClasses::find);
    }

    /**
     * What these layers compute in Java. A program that loads a {@code .cornu} file of such a model gives it to {@link
     * io.github.cornu.CompileOptions#withFunctions}.
     */
    public static JavaFunctions functions() {
        JavaFunctions others = QuantizedRecurrent.registered(JavaFunctions.none());
        return SelfAttentionFunctions.registered(CrfFunctions.registered(others));
    }
}
