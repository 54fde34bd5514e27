package io.github.cornu.importer.layer.operation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Activations;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/** Activation functions. */
public final class ActivationOperations {
    private ActivationOperations() {}

    public static void register(OperationTable f) {
        f.add(relu("relu"), "Relu(x)", "tf.relu(features)", "node.Relu(x)");
        f.add(relu("relu6"), "Relu6(x)", "tf.relu6(features)", "node.Relu6(x)");
        f.add(named("sigmoid"), "Sigmoid(x)", "tf.sigmoid(x)", "node.Sigmoid(x)");
        f.add(named("softplus"), "Softplus(x)", "tf.softplus(features)", "node.Softplus(x)");
        f.add(named("softsign"), "Softsign(x)", "tf.softsign(features)", "node.Softsign(x)");
        f.add(named("selu"), "Selu(x)", "tf.selu(features)", "node.Selu(x)");
        f.add(named("hard_sigmoid"), "HardSigmoid(x)");
        f.add(named("hard_silu"), "HardSilu(x)");
        f.add(named("hard_tanh"), "HardTanh(x)");
        f.add(named("log_sigmoid"), "LogSigmoid(x)", "tf.log_sigmoid(x)");
        f.add(named("sparse_plus"), "SparsePlus(x)");
        f.add(named("sparse_sigmoid"), "SparseSigmoid(x)");
        f.add(named("tanh_shrink"), "TanhShrink(x)");
        f.add(with(Unary.CELU, "alpha", 1), "Celu(x, alpha)");
        f.add(with(Unary.HARD_SHRINK, "threshold", 0.5), "HardShrink(x, threshold)");
        f.add(with(Unary.SOFT_SHRINK, "threshold", 0.5), "SoftShrink(x, threshold)");
        f.add(with(Unary.SQUAREPLUS, "b", 4), "Squareplus(x, b)");
        f.add(with(Unary.LEAKY_RELU, "negative_slope", 0.2), "LeakyRelu(x, negative_slope)");
        f.add(with(Unary.LEAKY_RELU, "alpha", 0.2), "tf.leaky_relu(x, alpha)", "node.LeakyRelu(x, alpha)");
        f.add(ActivationOperations::elu, "Elu(x, alpha)", "tf.elu(features)", "node.Elu(x)");
        f.add(ActivationOperations::silu, "Silu(x, beta)", "tf.silu(features, beta)");
        f.add(gelu(true), "Gelu(x, approximate)");
        f.add(gelu(false), "tf.gelu(x, approximate)");
        f.add(ActivationOperations::threshold, "Threshold(x, threshold, default_value)");
        f.add(rows(Activation.SOFTMAX), "Softmax(x, axis)", "tf.softmax(logits, axis)", "node.Softmax(x)");
        f.add(rows(Activation.LOG_SOFTMAX), "LogSoftmax(x, axis)", "tf.log_softmax(logits, axis)");
        f.add(rows(Activation.LOG_SOFTMAX), "node.LogSoftmax(x, axis)");
        f.add(rows(Activation.SPARSEMAX), "Sparsemax(x, axis)");
        f.add(ActivationOperations::glu, "Glu(x, axis)");
        f.add(ActivationOperations::crelu, "tf.crelu(features, axis)");
    }

    /** The positive part, and behind it that of the negative. */
    private static KerasTensor crelu(Lowering g, Arguments a) {
        Value x = a.tensor(g, "features").value();
        Value both =
                g.add(new Concatenate(Shapes.axis(g, x, a.integer("axis", -1))), x, Numbers.unary(g, Unary.NEGATE, x));
        return KerasTensor.of(Activations.named("relu", g.writer()).apply(g, both));
    }

    private static Value x(Lowering g, Arguments a) {
        return a.tensor(g, "x").value();
    }

    /** Integers stay integers. */
    private static Operation.Single relu(String name) {
        return (g, a) -> {
            KerasTensor x = a.tensor(g, "x");
            return KerasTensor.of(Activations.named(name, g.writer()).apply(g, x.value()), x.type());
        };
    }

    private static Operation.Single named(String name) {
        return (g, a) -> KerasTensor.of(Activations.named(name, g.writer()).apply(g, x(g, a)));
    }

    private static Operation.Single with(Unary function, String parameter, double otherwise) {
        return (g, a) -> KerasTensor.of(Numbers.unary(g, function, a.number(parameter, otherwise), 0, x(g, a)));
    }

    private static KerasTensor elu(Lowering g, Arguments a) {
        return KerasTensor.of(Numbers.unary(g, Unary.ELU, a.number("alpha", 1), 1, x(g, a)));
    }

    /** x / (1 + e^-(beta x)). */
    private static KerasTensor silu(Lowering g, Arguments a) {
        double beta = a.number("beta", 1);
        Value x = x(g, a);
        if (beta == 1) {
            return KerasTensor.of(Numbers.unary(g, Unary.SILU, x));
        }
        Value gate = Numbers.unary(g, Unary.SIGMOID, Numbers.scalar(g, Binary.MULTIPLY, x, beta));
        return KerasTensor.of(g.add(new Combine(Binary.MULTIPLY), x, gate));
    }

    private static Operation.Single gelu(boolean approximate) {
        return (g, a) -> {
            Unary function = a.bool("approximate", approximate) ? Unary.GELU_TANH : Unary.GELU;
            return KerasTensor.of(Numbers.unary(g, function, x(g, a)));
        };
    }

    private static KerasTensor threshold(Lowering g, Arguments a) {
        double threshold = a.number("threshold", 0);
        return KerasTensor.of(Numbers.unary(g, Unary.THRESHOLD, threshold, a.number("default_value", 0), x(g, a)));
    }

    private static Operation.Single rows(Activation activation) {
        return (g, a) -> {
            Value x = x(g, a);
            int axis = Shapes.axis(g, x, a.integer("axis", -1));
            return KerasTensor.of(alongAxis(g.advising(KerasLayer.RUN_WHOLE), activation, x, axis));
        };
    }

    /** A function of rows along any axis. */
    static Value alongAxis(Lowering g, Activation activation, Value x, int axis) {
        int last = x.shape().rank() - 1;
        Value moved = g.add(Transpose.move(last + 1, axis, last), x);
        return g.add(Transpose.move(last + 1, last, axis), g.add(new Elementwise(activation), moved));
    }

    /** The first half of an axis times the sigmoid of the second. */
    private static KerasTensor glu(Lowering g, Arguments a) {
        Value x = x(g, a);
        int axis = Shapes.axis(g, x, a.integer("axis", -1));
        int length = x.shape().length(axis);
        if (length % 2 != 0) {
            throw new IllegalArgumentException("glu needs an even axis, got the shape " + x.shape());
        }
        Value gate = Numbers.unary(g, Unary.SIGMOID, g.add(new Slice(axis, length / 2, Slice.END, 1), x));
        return KerasTensor.of(g.add(new Combine(Binary.MULTIPLY), g.add(new Slice(axis, 0, length / 2, 1), x), gate));
    }
}
