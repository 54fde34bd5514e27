package io.github.cornu.importer.layer;

import io.github.cornu.graph.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Unary;
import io.github.cornu.op.Activation;
import io.github.cornu.op.CombineScalar;
import io.github.cornu.op.Concatenate;
import io.github.cornu.op.Constant;
import io.github.cornu.op.Elementwise;
import io.github.cornu.op.FoldTime;
import io.github.cornu.op.Gather;
import io.github.cornu.op.Identity;
import io.github.cornu.op.InsertAxis;
import io.github.cornu.op.JoinAxes;
import io.github.cornu.op.Op;
import io.github.cornu.op.Pad;
import io.github.cornu.op.Pool;
import io.github.cornu.op.Recurrent;
import io.github.cornu.op.Reduce;
import io.github.cornu.op.RemoveAxis;
import io.github.cornu.op.Repeat;
import io.github.cornu.op.Reshape;
import io.github.cornu.op.Reverse;
import io.github.cornu.op.Slice;
import io.github.cornu.op.Transpose;
import io.github.cornu.op.UnfoldTime;
import io.github.cornu.op.UnjoinAxes;
import io.github.cornu.tensor.Weight;
import java.util.Set;

/**
 * A number type of 16 bits that a layer computes in. Its inputs, its weights and the result of each of its operations are
 * rounded to it; in between, and in sums, there are floats, as Keras has them on accelerators.
 */
enum HalfPrecision {
    FLOAT16(Unary.ROUND_FLOAT16),
    BFLOAT16(Unary.ROUND_BFLOAT16);

    /** e^x. */
    static final Activation EXPONENTIAL = Activation.of(Unary.EXP);

    private static final String NEAREST = "nearest";

    /** Classes of layers that are compared with Keras in these types. */
    static final Set<String> LAYERS = Set.of(
            "Activation",
            "Add",
            "Average",
            "AveragePooling1D",
            "AveragePooling2D",
            "BatchNormalization",
            "Bidirectional",
            "Concatenate",
            "Conv1D",
            "Conv2D",
            "Conv1DTranspose",
            "Conv2DTranspose",
            "Conv3D",
            "Cropping1D",
            "Cropping2D",
            "Cropping3D",
            "Dense",
            "DepthwiseConv1D",
            "DepthwiseConv2D",
            "ELU",
            "EinsumDense",
            "Embedding",
            "Flatten",
            "GRU",
            "GRUCell",
            "GlobalAveragePooling1D",
            "GlobalAveragePooling2D",
            "GlobalAveragePooling3D",
            "GlobalMaxPooling1D",
            "GlobalMaxPooling2D",
            "GlobalMaxPooling3D",
            "LSTM",
            "LSTMCell",
            "LayerNormalization",
            "LeakyReLU",
            "Masking",
            "MaxPooling1D",
            "MaxPooling2D",
            "Maximum",
            "Minimum",
            "Multiply",
            "Normalization",
            "PReLU",
            "Permute",
            "RNN",
            "ReLU",
            "RepeatVector",
            "Rescaling",
            "Reshape",
            "SeparableConv1D",
            "SeparableConv2D",
            "SimpleRNN",
            "SimpleRNNCell",
            "Softmax",
            "StackedRNNCells",
            "Subtract",
            "TimeDistributed",
            "UpSampling1D",
            "UpSampling2D",
            "ZeroPadding1D",
            "ZeroPadding2D",
            "ZeroPadding3D");

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

    /** Functions between layers that are compared with Keras in these types, as Keras 3 and TensorFlow name them. */
    static final Set<String> FUNCTIONS = Set.of(
            "Add",
            "Any",
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
            "compat.v1.transpose",
            "concat",
            "math.add",
            "math.maximum",
            "math.minimum",
            "math.multiply",
            "math.subtract",
            "nn.relu",
            "reshape");

    /** Operations that compute nothing: what comes out of them has gone in. */
    private static final Set<Class<? extends Op>> MOVING = Set.of(
            Concatenate.class,
            Constant.class,
            FoldTime.class,
            Gather.class,
            Identity.class,
            InsertAxis.class,
            JoinAxes.class,
            Pad.class,
            RemoveAxis.class,
            Repeat.class,
            Reshape.class,
            Reverse.class,
            Slice.class,
            Transpose.class,
            UnfoldTime.class,
            UnjoinAxes.class);

    private final Unary rounding;

    HalfPrecision(Unary rounding) {
        this.rounding = rounding;
    }

    /** The type of a layer; null if it computes in another. */
    static HalfPrecision of(LayerConfig config) {
        return of(config.dtypePolicy().compute());
    }

    private static HalfPrecision of(String compute) {
        return "float16".equals(compute) ? FLOAT16 : "bfloat16".equals(compute) ? BFLOAT16 : null;
    }

    /**
     * Refuses a layer that was never compared with Keras in this type.
     *
     * @throws UnsupportedModelException if it was not
     */
    void checkLayer(LayerConfig config) {
        boolean passes = IdentityLayer.CLASSES.contains(config.className());
        if (!LAYERS.contains(config.className()) && !passes) {
            throw new UnsupportedModelException("it computes in " + this + ", which is not supported for this class");
        }
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
     * @throws UnsupportedModelException if it was not
     */
    void checkCellActivation(String name) {
        if (!CELL_ACTIVATIONS.contains(name)) {
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

    /** Whether the results of an operation on numbers of this type may be others. */
    boolean mayLeave(Op op) {
        boolean chooses = op instanceof Pool pool && pool.kind() == Pool.Kind.MAX
                || op instanceof Reduce reduce
                        && (reduce.kind() == Reduce.Kind.MAX || reduce.kind() == Reduce.Kind.MIN);
        boolean rounds = op instanceof Recurrent recurrent && HalfCell.of(recurrent.cell()) == this;
        return !chooses && !rounds && !MOVING.contains(op.getClass());
    }

    /** The operation, with the number in its config rounded as Keras does. */
    Op withRoundedNumbers(Op op) {
        return op instanceof CombineScalar combine ? new CombineScalar(combine.function(), round(combine.value())) : op;
    }

    /** The nearest number of this type. */
    float round(float value) {
        float[] values = {value};
        round(values, 0, 1);
        return values[0];
    }

    /** Rounds elements of an array. */
    void round(float[] values, int at, int count) {
        Kernels.scalar().unary(rounding, 0f, 0f, 0f, values, at, values, at, count);
    }

    /** Applies a function of each element, which is computed in float, and rounds. */
    void apply(Activation activation, float[] values, int at, int count) {
        activation.apply(Kernels.scalar(), values, at, 1, count, null);
        round(values, at, count);
    }

    /** The operation that rounds. */
    Op rounding() {
        return new Elementwise(Activation.of(rounding));
    }

    /** The weight, rounded when it is read. */
    Weight round(Weight weight) {
        return new ComputedWeight(weight.shape(), () -> {
            float[] values = weight.read();
            float[] rounded = new float[values.length];
            Kernels.scalar().unary(rounding, 0f, 0f, 0f, values, 0, rounded, 0, values.length);
            return rounded;
        });
    }

    @Override
    public String toString() {
        return this == FLOAT16 ? "float16" : "bfloat16";
    }
}
