package io.github.cornu.file;

import io.github.cornu.op.Activation;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.TransposedWindows;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.custom.NamedFunction;
import io.github.cornu.op.shape.Length;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/** What several operations have. */
final class Parts {
    static final Names<Activation.Row> ROWS = new Names<Activation.Row>("function of rows")
            .with("elements", Activation.Row.ELEMENTS)
            .with("softmax", Activation.Row.SOFTMAX)
            .with("log_softmax", Activation.Row.LOG_SOFTMAX)
            .with("sparsemax", Activation.Row.SPARSEMAX)
            .with("slopes", Activation.Row.SLOPES);

    static final Names<Unary> UNARY = new Names<Unary>("function")
            .with("linear", Unary.LINEAR)
            .with("relu", Unary.RELU)
            .with("leaky_relu", Unary.LEAKY_RELU)
            .with("general_relu", Unary.GENERAL_RELU)
            .with("scale_shift", Unary.SCALE_SHIFT)
            .with("clip", Unary.CLIP)
            .with("hard_sigmoid", Unary.HARD_SIGMOID)
            .with("hard_silu", Unary.HARD_SILU)
            .with("celu", Unary.CELU)
            .with("elu", Unary.ELU)
            .with("exp", Unary.EXP)
            .with("sigmoid", Unary.SIGMOID)
            .with("silu", Unary.SILU)
            .with("tanh", Unary.TANH)
            .with("tanh_shrink", Unary.TANH_SHRINK)
            .with("softplus", Unary.SOFTPLUS)
            .with("log_sigmoid", Unary.LOG_SIGMOID)
            .with("mish", Unary.MISH)
            .with("gelu", Unary.GELU)
            .with("gelu_tanh", Unary.GELU_TANH)
            .with("softsign", Unary.SOFTSIGN)
            .with("hard_shrink", Unary.HARD_SHRINK)
            .with("soft_shrink", Unary.SOFT_SHRINK)
            .with("sparse_plus", Unary.SPARSE_PLUS)
            .with("squareplus", Unary.SQUAREPLUS)
            .with("threshold", Unary.THRESHOLD)
            .with("negate", Unary.NEGATE)
            .with("abs", Unary.ABS)
            .with("square", Unary.SQUARE)
            .with("sqrt", Unary.SQRT)
            .with("rsqrt", Unary.RSQRT)
            .with("reciprocal", Unary.RECIPROCAL)
            .with("round_float16", Unary.ROUND_FLOAT16)
            .with("round_bfloat16", Unary.ROUND_BFLOAT16)
            .with("round_float8", Unary.ROUND_FLOAT8)
            .with("fake_quantize", Unary.FAKE_QUANTIZE)
            .with("log", Unary.LOG)
            .with("log1p", Unary.LOG1P)
            .with("log2", Unary.LOG2)
            .with("log10", Unary.LOG10)
            .with("expm1", Unary.EXPM1)
            .with("sin", Unary.SIN)
            .with("cos", Unary.COS)
            .with("tan", Unary.TAN)
            .with("asin", Unary.ASIN)
            .with("acos", Unary.ACOS)
            .with("atan", Unary.ATAN)
            .with("sinh", Unary.SINH)
            .with("cosh", Unary.COSH)
            .with("asinh", Unary.ASINH)
            .with("acosh", Unary.ACOSH)
            .with("atanh", Unary.ATANH)
            .with("erf", Unary.ERF)
            .with("erfc", Unary.ERFC)
            .with("cbrt", Unary.CBRT)
            .with("log_gamma", Unary.LOG_GAMMA)
            .with("digamma", Unary.DIGAMMA)
            .with("sign", Unary.SIGN)
            .with("floor", Unary.FLOOR)
            .with("ceil", Unary.CEIL)
            .with("round", Unary.ROUND)
            .with("truncate", Unary.TRUNCATE);

    static final Names<Padding> PADDINGS =
            new Names<Padding>("padding").with("valid", Padding.VALID).with("same", Padding.SAME);

    /** In place of the padding: the padding before and after comes first. */
    private static final String PADDED = "padded";

    static final Names<Visibility.FullyMasked> FULLY_MASKED = new Names<Visibility.FullyMasked>("kind of attention")
            .with("uniform", Visibility.FullyMasked.UNIFORM)
            .with("zero", Visibility.FullyMasked.ZERO);

    private Parts() {}

    static void write(Activation activation, Encoder out) {
        out.name(ROWS, activation.row())
                .name(UNARY, activation.function())
                .real(activation.a())
                .real(activation.b());
        out.real(activation.c());
        if (activation.row() == Activation.Row.SLOPES) {
            out.weight(activation.slopes());
        }
    }

    static Activation activation(Decoder in) {
        Activation.Row row = in.name(ROWS);
        Unary function = in.name(UNARY);
        float a = in.real();
        float b = in.real();
        float c = in.real();
        return new Activation(row, function, a, b, c, row == Activation.Row.SLOPES ? in.weight() : null);
    }

    static void write(Windows windows, Encoder out) {
        out.numbers(windows.size()).numbers(windows.strides()).numbers(windows.dilation());
        if (windows.isPadded()) {
            out.text(PADDED).numbers(windows.before()).numbers(windows.after());
        }
        out.name(PADDINGS, windows.padding());
    }

    static Windows windows(Decoder in) {
        List<Integer> size = in.numbers();
        List<Integer> strides = in.numbers();
        List<Integer> dilation = in.numbers();
        String padding = in.text();
        if (!padding.equals(PADDED)) {
            return new Windows(size, strides, dilation, PADDINGS.get(padding));
        }
        List<Integer> before = in.numbers();
        List<Integer> after = in.numbers();
        return new Windows(size, strides, dilation, in.name(PADDINGS), before, after);
    }

    static void write(TransposedWindows windows, Encoder out) {
        write(windows.windows(), out);
        out.numbers(windows.outputPadding());
    }

    static TransposedWindows transposedWindows(Decoder in) {
        return new TransposedWindows(windows(in), in.numbers());
    }

    static void write(Visibility visibility, Encoder out) {
        out.flag(visibility.causal()).number(visibility.window()).name(FULLY_MASKED, visibility.fullyMasked());
    }

    static Visibility visibility(Decoder in) {
        return new Visibility(in.flag(), in.number(), in.name(FULLY_MASKED));
    }

    static void write(NamedFunction named, Encoder out) {
        if (named == null) {
            throw new IllegalArgumentException("its function in Java has no name, which a .cornu file needs: "
                    + "register it in a JavaFunctions and take it from there");
        }
        out.text(named.name()).count(named.weights().size());
        named.weights().forEach(out::weight);
    }

    static NamedFunction named(Decoder in) {
        String name = in.text();
        int count = in.count();
        List<Weight> weights = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            weights.add(in.weight());
        }
        return new NamedFunction(name, weights, null);
    }

    static void write(List<Length> lengths, Encoder out) {
        out.count(lengths.size());
        for (Length length : lengths) {
            out.number(length.input()).number(length.value());
        }
    }

    static List<Length> lengths(Decoder in) {
        int count = in.count();
        List<Length> lengths = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lengths.add(new Length(in.number(), in.number()));
        }
        return lengths;
    }
}
