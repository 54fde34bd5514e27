package io.github.cornu;

import io.github.cornu.output.Durability;
import io.github.cornu.tensor.WeightFormat;
import java.util.Objects;

/**
 * How a model is written to a {@code .cornu} file.
 *
 * @param weights the form of its matrices; with any but {@link WeightFormat#F32} the numbers are not those of Keras, but
 *     those that the model gives with {@link CompileOptions#withWeights}
 * @param golden what the model gave in Keras, to be recorded in the file, or null
 * @param tolerance how far outputs may be from these, relative to the largest
 * @param durability when the file is safe from a crash of the machine
 */
public record ConvertOptions(WeightFormat weights, Golden golden, double tolerance, Durability durability) {
    private static final double TOLERANCE = 1e-5;

    public ConvertOptions {
        Objects.requireNonNull(weights);
        Objects.requireNonNull(durability);
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance of " + tolerance);
        }
    }

    /** float32 weights, no golden, and a file that is on the disk when it is written. */
    public static ConvertOptions defaults() {
        return new ConvertOptions(WeightFormat.F32, null, TOLERANCE, Durability.SYNCED);
    }

    /** These options with the matrices of weights in another form. */
    public ConvertOptions withWeights(WeightFormat format) {
        return new ConvertOptions(format, golden, tolerance, durability);
    }

    /**
     * These options with a golden, which {@link CompileOptions#withVerify} makes the loader compare with.
     *
     * @param allowed how far outputs may be from it, relative to the largest; 1e-5 is what float32 keeps everywhere
     * @throws IllegalArgumentException if it is negative or a NaN
     */
    public ConvertOptions withGolden(Golden recorded, double allowed) {
        return new ConvertOptions(weights, recorded, allowed, durability);
    }

    /** These options with another answer to when the file is safe from a crash of the machine. */
    public ConvertOptions withDurability(Durability safety) {
        return new ConvertOptions(weights, golden, tolerance, safety);
    }
}
