package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.element.CheckIntegers;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.reduce.ArgExtreme;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.reduce.Sort;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.tensor.Binary;

/** Functions of elements, reductions, constants. */
final class ElementOps {
    static final Names<Binary> BINARY = new Names<Binary>("function of two numbers")
            .with("add", Binary.ADD)
            .with("subtract", Binary.SUBTRACT)
            .with("multiply", Binary.MULTIPLY)
            .with("divide", Binary.DIVIDE)
            .with("maximum", Binary.MAXIMUM)
            .with("minimum", Binary.MINIMUM)
            .with("prelu", Binary.PRELU)
            .with("equal", Binary.EQUAL)
            .with("not_equal", Binary.NOT_EQUAL)
            .with("greater", Binary.GREATER)
            .with("greater_equal", Binary.GREATER_EQUAL)
            .with("less", Binary.LESS)
            .with("less_equal", Binary.LESS_EQUAL)
            .with("power", Binary.POWER)
            .with("atan2", Binary.ATAN2)
            .with("floor_divide", Binary.FLOOR_DIVIDE)
            .with("floor_mod", Binary.FLOOR_MOD)
            .with("truncated_mod", Binary.TRUNCATED_MOD)
            .with("next_after", Binary.NEXT_AFTER);

    static final Names<Reduce.Kind> REDUCTIONS = new Names<Reduce.Kind>("reduction")
            .with("sum", Reduce.Kind.SUM)
            .with("mean", Reduce.Kind.MEAN)
            .with("max", Reduce.Kind.MAX)
            .with("min", Reduce.Kind.MIN)
            .with("product", Reduce.Kind.PRODUCT);

    private ElementOps() {}

    /** False if it is none of these. */
    static boolean write(Op op, Encoder out) {
        if (op instanceof Elementwise elementwise) {
            out.text("Elementwise");
            Parts.write(elementwise.activation(), out);
        } else if (op instanceof Combine combine) {
            out.text("Combine").name(BINARY, combine.function());
        } else if (op instanceof CombineScalar combineScalar) {
            out.text("CombineScalar").name(BINARY, combineScalar.function()).real(combineScalar.value());
        } else if (op instanceof Where) {
            out.text("Select");
        } else if (op instanceof Reduce reduce) {
            out.text("Reduce")
                    .name(REDUCTIONS, reduce.kind())
                    .number(reduce.axis())
                    .flag(reduce.keepsAxis());
        } else if (op instanceof Accumulate accumulate) {
            out.text("Accumulate").name(BINARY, accumulate.function()).number(accumulate.axis());
        } else if (op instanceof ArgExtreme argExtreme) {
            out.text("ArgExtreme").flag(argExtreme.largest()).number(argExtreme.axis());
        } else if (op instanceof Sort sort) {
            out.text("Sort").flag(sort.descending());
        } else if (op instanceof Constant constant) {
            out.text("Constant").weight(constant.value());
        } else if (op instanceof Fill fill) {
            out.text("Fill");
            Parts.write(fill.target(), out);
            out.real(fill.value());
        } else if (op instanceof CheckIntegers wholeNumbers) {
            out.text("WholeNumbers").real(wholeNumbers.least()).real(wholeNumbers.most());
        } else {
            return false;
        }
        return true;
    }

    /** Null if the tag is none of these. */
    static Op read(String tag, Decoder in) {
        return switch (tag) {
            case "Elementwise" -> new Elementwise(Parts.activation(in));
            case "Combine" -> new Combine(in.name(BINARY));
            case "CombineScalar" -> new CombineScalar(in.name(BINARY), in.real());
            case "Select" -> new Where();
            case "Reduce" -> new Reduce(in.name(REDUCTIONS), in.number(), in.flag());
            case "Accumulate" -> new Accumulate(in.name(BINARY), in.number());
            case "ArgExtreme" -> new ArgExtreme(in.flag(), in.number());
            case "Sort" -> new Sort(in.flag());
            case "Constant" -> new Constant(in.weight());
            case "Fill" -> new Fill(Parts.lengths(in), in.real());
            case "WholeNumbers" -> new CheckIntegers(in.real(), in.real());
            default -> null;
        };
    }
}
