package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/** Bits of whole numbers, in two's complement, by arithmetic: the bits from the 24th on are those of the sign. */
public final class BitOperations {
    private static final int BITS = 24;
    /** Euclid's algorithm takes at most so many steps for numbers of that many bits. */
    private static final int DIVISIONS = 36;

    private BitOperations() {}

    public static void register(OperationTable f) {
        f.add((g, a) -> combined(g, a, 0, 0, 1), "BitwiseAnd(x, y)", "tf.bitwise_and(x, y)");
        f.add((g, a) -> combined(g, a, 1, 1, -1), "BitwiseOr(x, y)", "tf.bitwise_or(x, y)");
        f.add((g, a) -> combined(g, a, 1, 1, -2), "BitwiseXor(x, y)", "tf.bitwise_xor(x, y)");
        f.add(BitOperations::inverted, "BitwiseInvert(x)", "BitwiseNot(x)", "tf.invert(x)");
        String parameters = "(x, y)";
        f.add((g, a) -> shifted(g, a, true), "BitwiseLeftShift" + parameters, "LeftShift" + parameters);
        f.add((g, a) -> shifted(g, a, true), "tf.left_shift(x, y)");
        f.add((g, a) -> shifted(g, a, false), "BitwiseRightShift" + parameters, "RightShift" + parameters);
        f.add((g, a) -> shifted(g, a, false), "tf.right_shift(x, y)");
        f.add((g, a) -> divisor(g, a, false), "Gcd(x1, x2)");
        f.add((g, a) -> divisor(g, a, true), "Lcm(x1, x2)");
    }

    private static NumberType type(Arguments a) {
        NumberType type = Numbers.common(a.isKeras3(), a.operand(a.name(0)), a.operand(a.name(1)));
        if (!type.isInteger()) {
            throw new UnsupportedModelException("bits of other numbers than whole ones");
        }
        return type;
    }

    private static Value operand(Lowering g, Arguments a, int place) {
        return a.tensor(g, a.name(place)).value();
    }

    /** p x + q y + r (x and y). */
    private static KerasTensor combined(Lowering g, Arguments a, int p, int q, int r) {
        NumberType type = type(a);
        Value x = operand(g, a, 0);
        Value y = operand(g, a, 1);
        Value common = Numbers.scalar(g, Binary.MULTIPLY, both(g, x, y), r);
        if (p == 0) {
            return Numbers.checked(g, common, type, x, y);
        }
        Value sum = Numbers.combine(g, Binary.ADD, x, y);
        return Numbers.checked(g, Numbers.combine(g, Binary.ADD, sum, common), type, x, y);
    }

    /** The bits that both numbers have. */
    private static Value both(Lowering g, Value x, Value y) {
        Value sum = null;
        Value restOfX = x;
        Value restOfY = y;
        for (int bit = 0; bit < BITS; bit++) {
            Value set = Numbers.combine(g, Binary.MULTIPLY, lowest(g, restOfX), lowest(g, restOfY));
            Value worth = Numbers.scalar(g, Binary.MULTIPLY, set, 1 << bit);
            sum = sum == null ? worth : Numbers.combine(g, Binary.ADD, sum, worth);
            restOfX = Numbers.scalar(g, Binary.FLOOR_DIVIDE, restOfX, 2);
            restOfY = Numbers.scalar(g, Binary.FLOOR_DIVIDE, restOfY, 2);
        }
        // What is left is 0, or -1 of a negative number.
        Value signs = Numbers.combine(g, Binary.MULTIPLY, restOfX, restOfY);
        return Numbers.combine(g, Binary.SUBTRACT, sum, Numbers.scalar(g, Binary.MULTIPLY, signs, 1 << BITS));
    }

    private static Value lowest(Lowering g, Value x) {
        return Numbers.scalar(g, Binary.FLOOR_MOD, x, 2);
    }

    private static KerasTensor inverted(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        if (!x.type().isInteger()) {
            throw new UnsupportedModelException("bits of other numbers than whole ones");
        }
        double most = x.type().smallest() == 0 ? x.type().largest() : -1;
        return Numbers.checked(g, Numbers.unary(g, Unary.SCALE_SHIFT, -1, most, x.value()), x.type(), x.value());
    }

    /** A result that its type does not hold is an error. */
    private static KerasTensor shifted(Lowering g, Arguments a, boolean left) {
        NumberType type = type(a);
        Value x = operand(g, a, 0);
        Value factor = Numbers.combine(g, Binary.POWER, Numbers.number(g, 2), operand(g, a, 1));
        Value y = Numbers.combine(g, left ? Binary.MULTIPLY : Binary.FLOOR_DIVIDE, x, factor);
        return Numbers.checked(g, y, type, x);
    }

    /** The greatest common divisor, or the least common multiple. */
    private static KerasTensor divisor(Lowering g, Arguments a, boolean multiple) {
        NumberType type = type(a);
        Value x = Numbers.unary(g, Unary.ABS, operand(g, a, 0));
        Value y = Numbers.unary(g, Unary.ABS, operand(g, a, 1));
        Value larger = x;
        Value smaller = y;
        for (int step = 0; step < DIVISIONS; step++) {
            Value isZero = Numbers.scalar(g, Binary.EQUAL, smaller, 0);
            Value rest = Numbers.combine(g, Binary.FLOOR_MOD, larger, Numbers.combine(g, Binary.ADD, smaller, isZero));
            larger = Numbers.select(g, isZero, larger, smaller);
            smaller = Numbers.select(g, isZero, smaller, rest);
        }
        if (!multiple) {
            return Numbers.checked(g, larger, type, x, y);
        }
        Value isZero = Numbers.scalar(g, Binary.EQUAL, larger, 0);
        Value part = Numbers.combine(g, Binary.DIVIDE, x, Numbers.combine(g, Binary.ADD, larger, isZero));
        return Numbers.checked(g, Numbers.combine(g, Binary.MULTIPLY, part, y), type, x, y);
    }
}
