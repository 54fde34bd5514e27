package io.github.cornu;

import io.github.cornu.output.Durability;
import io.github.cornu.plan.OutputChoice;
import io.github.cornu.tensor.WeightFormat;
import java.util.List;
import java.util.Objects;

/**
 * How a model is written to a {@code .cornu} file. Immutable: each method returns other options, and starts from {@link
 * #defaults()}.
 *
 * <pre>{@code
 * ConvertOptions options = ConvertOptions.defaults().withWeights(WeightFormat.BF16);
 * KerasModels.convert(Path.of("model.keras"), Path.of("model.cornu"), options);
 * }</pre>
 */
public final class ConvertOptions {
    private static final double TOLERANCE = 1e-5;
    private static final ConvertOptions DEFAULTS =
            new ConvertOptions(WeightFormat.F32, List.of(), null, TOLERANCE, Durability.SYNCED);

    private final WeightFormat weights;
    private final List<String> outputs;
    private final Golden golden;
    private final double tolerance;
    private final Durability durability;

    private ConvertOptions(
            WeightFormat weights, List<String> outputs, Golden golden, double tolerance, Durability durability) {
        this.weights = weights;
        this.outputs = outputs;
        this.golden = golden;
        this.tolerance = tolerance;
        this.durability = durability;
    }

    /** float32 weights, the model's own outputs, no golden, and a file that is on the disk when it is written. */
    public static ConvertOptions defaults() {
        return DEFAULTS;
    }

    /** The form of the matrices of weights. */
    public WeightFormat weights() {
        return weights;
    }

    /** The layers whose outputs the model in the file gives; none for those that Keras gave it. */
    public List<String> outputs() {
        return outputs;
    }

    /** What the model gave in Keras, to be recorded in the file, or null. */
    public Golden golden() {
        return golden;
    }

    /** How far outputs may be from the golden, relative to the largest. */
    public double tolerance() {
        return tolerance;
    }

    /** When the file is safe from a crash of the machine. */
    public Durability durability() {
        return durability;
    }

    /**
     * These options with the matrices of weights in another form: with any but {@link WeightFormat#F32} the numbers are
     * not those of Keras, but those that the model gives with {@link CompileOptions#withWeights}.
     */
    public ConvertOptions withWeights(WeightFormat format) {
        Objects.requireNonNull(format, "format");
        return new ConvertOptions(format, outputs, golden, tolerance, durability);
    }

    /**
     * These options with the outputs of inner layers in place of the model's own, as {@link CompileOptions#withOutputs}
     * has them. What they do not need is not written.
     *
     * @param layers none for the model's own outputs
     * @throws IllegalArgumentException if one is there twice
     */
    public ConvertOptions withOutputs(String... layers) {
        return new ConvertOptions(weights, OutputChoice.names(layers), golden, tolerance, durability);
    }

    /**
     * These options with a golden, which {@link CompileOptions#withVerify} makes the loader compare with.
     *
     * @param allowed how far outputs may be from it, relative to the largest; 1e-5 is what float32 keeps everywhere
     * @throws IllegalArgumentException if it is negative or a NaN
     */
    public ConvertOptions withGolden(Golden recorded, double allowed) {
        Objects.requireNonNull(recorded, "recorded");
        if (!(allowed >= 0)) {
            throw new IllegalArgumentException("a tolerance of " + allowed);
        }
        return new ConvertOptions(weights, outputs, recorded, allowed, durability);
    }

    /** These options with another answer to when the file is safe from a crash of the machine. */
    public ConvertOptions withDurability(Durability safety) {
        Objects.requireNonNull(safety, "safety");
        return new ConvertOptions(weights, outputs, golden, tolerance, safety);
    }

    /** All of them. */
    @Override
    public String toString() {
        return "ConvertOptions[weights=" + weights + ", outputs=" + outputs + ", golden=" + (golden != null)
                + ", tolerance=" + tolerance + ", durability=" + durability + "]";
    }
}
