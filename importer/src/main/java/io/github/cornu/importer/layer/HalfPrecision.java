package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Op;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.Locale;
import java.util.Set;

/**
 * A number type of 16 bits that a layer computes in. Its inputs, its weights and the result of each of its operations
 * are rounded to it; inside an operation, and in sums, there are floats, as in Keras on accelerators.
 */
public enum HalfPrecision {
    FLOAT16(Unary.ROUND_FLOAT16),
    BFLOAT16(Unary.ROUND_BFLOAT16);

    private static final String NEAREST = "nearest";

    /** Functions of layers that are compared with Keras in these types. */
    static final Set<String> ACTIVATIONS = Set.of(
            "elu",
            "exponential",
            "gelu",
            "hard_sigmoid",
            "leaky_relu",
            "linear",
            "log_softmax",
            "mish",
            "relu",
            "relu6",
            "selu",
            "sigmoid",
            "silu",
            "softmax",
            "softplus",
            "softsign",
            "swish",
            "tanh");

    /** Functions inside recurrent layers that are compared with Keras in these types. */
    static final Set<String> CELL_ACTIVATIONS =
            Set.of("elu", "hard_sigmoid", "linear", "relu", "sigmoid", "silu", "softsign", "swish", "tanh");

    /** Layers as functions inside recurrent layers that are compared with Keras in these types. */
    static final Set<String> CELL_LAYERS = Set.of("ELU", "LeakyReLU", "PReLU", "ReLU");

    /** Functions between layers that are compared with Keras in these types, as Keras 3 and TensorFlow name them. */
    static final Set<String> FUNCTIONS = Set.of(
            "Add",
            "Any",
            "Cast",
            "Concatenate",
            "Maximum",
            "Minimum",
            "Multiply",
            "NotEqual",
            "Relu",
            "Reshape",
            "Subtract",
            "Transpose",
            "__operators__.add",
            "cast",
            "compat.v1.transpose",
            "concat",
            "math.add",
            "math.maximum",
            "math.minimum",
            "math.multiply",
            "math.subtract",
            "nn.relu",
            "reshape");

    private final Unary rounding;

    HalfPrecision(Unary rounding) {
        this.rounding = rounding;
    }

    /** The type of a layer; null if it computes in another. */
    public static HalfPrecision of(LayerConfig config) {
        return of(config.dtypePolicy().compute());
    }

    /** The type with that name in Keras, or in a node of TensorFlow; null if it is another. */
    public static HalfPrecision named(String type) {
        boolean half = type != null && NumberType.of(type) == NumberType.HALF;
        return !half ? null : type.toUpperCase(Locale.ROOT).contains("BFLOAT16") ? BFLOAT16 : FLOAT16;
    }

    private static HalfPrecision of(String compute) {
        return "float16".equals(compute) ? FLOAT16 : "bfloat16".equals(compute) ? BFLOAT16 : null;
    }

    /**
     * Refuses interpolations that were never compared with Keras in this type.
     *
     * @throws UnsupportedModelException if the config has one
     */
    public void checkInterpolation(LayerConfig config) {
        String interpolation = config.string("interpolation", NEAREST);
        if (!interpolation.equals(NEAREST)) {
            throw new UnsupportedModelException("interpolation '" + interpolation + "' is not supported in " + this);
        }
    }

    /**
     * Refuses a function that was never compared with Keras in this type.
     *
     * @throws UnsupportedModelException if it was not
     */
    void checkActivation(String name) {
        if (!ACTIVATIONS.contains(name)) {
            throw new UnsupportedModelException("its activation '" + name + "' is not supported in " + this);
        }
    }

    /**
     * Refuses a function inside a recurrent layer that was never compared with Keras in this type.
     *
     * @param layer whether it is a layer
     * @throws UnsupportedModelException if it was not
     */
    public void checkCellActivation(String name, boolean layer) {
        if (!(layer ? CELL_LAYERS : CELL_ACTIVATIONS).contains(name)) {
            throw new UnsupportedModelException(
                    "its activation '" + name + "' is not supported inside a recurrent layer in " + this);
        }
    }

    /**
     * Refuses a function between layers that was never compared with Keras in this type.
     *
     * @throws UnsupportedModelException if it was not
     */
    void checkFunction(String name) {
        if (!FUNCTIONS.contains(name)) {
            throw new UnsupportedModelException("the function '" + name + "' is not supported in " + this);
        }
    }

    /** Whether an operation on numbers of this type may give numbers that are not of it. */
    boolean mayLeave(Op op) {
        return !op.keepsRounded(rounding);
    }

    /** The operation, with the number in its config rounded as Keras does. */
    Op withRoundedNumbers(Op op) {
        return op instanceof CombineScalar combine ? new CombineScalar(combine.function(), round(combine.value())) : op;
    }

    private float round(float value) {
        float[] values = {value};
        KernelSelector.scalar().unary(rounding, 0f, 0f, 0f, values, 0, values, 0, 1);
        return values[0];
    }

    /** The function that rounds to the type. */
    public Unary rounding() {
        return rounding;
    }

    /** The operation that rounds. */
    Op roundingOperation() {
        return new Elementwise(Activation.of(rounding));
    }

    /** The weight, rounded when it is read. */
    public Weight round(Weight weight) {
        return new ComputedWeight(weight.shape(), () -> {
            float[] values = weight.read();
            float[] rounded = new float[values.length];
            KernelSelector.scalar().unary(rounding, 0f, 0f, 0f, values, 0, rounded, 0, values.length);
            return rounded;
        });
    }

    @Override
    public String toString() {
        return this == FLOAT16 ? "float16" : "bfloat16";
    }
}
