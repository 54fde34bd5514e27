package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Products of matrices and of tensors. */
public final class MatrixOperations {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private MatrixOperations() {}

    public static void register(OperationTable f) {
        f.add(
                MatrixOperations::matmul,
                "Matmul(x1, x2, transpose_a, transpose_b)",
                "tf.matmul(a, b, transpose_a, transpose_b)",
                "node.BatchMatMulV2(x, y, adj_x, adj_y)",
                "node.BatchMatMul(x, y, adj_x, adj_y)",
                "node.MatMul(a, b, transpose_a, transpose_b)");
        f.add(MatrixOperations::einsum, "Einsum(*operands, subscripts)", "node.Einsum(*inputs, equation)");
        f.add(MatrixOperations::withBias, "tf.xw_plus_b(x, weights, biases)");
        f.add(MatrixOperations::dot, "Dot(x1, x2)");
        f.add(MatrixOperations::inner, "Inner(x1, x2)");
        f.add(MatrixOperations::tensordot, "Tensordot(x1, x2, axes)", "tf.tensordot(a, b, axes)");
        f.add(
                MatrixOperations::biasAdd,
                "tf.bias_add(value, bias, data_format)",
                "node.BiasAdd(value, bias, data_format)");
    }

    private static Value floats(Lowering g, KerasTensor x) {
        if (x.type() != NumberType.FLOAT && !(x.value() == null && x.known().weak())) {
            throw new UnsupportedModelException("a product of matrices of whole numbers");
        }
        return Arguments.tensor(g, x).value();
    }

    private static KerasTensor matmul(Lowering g, Arguments a) {
        KerasTensor second = a.operand("x2");
        Value x = floats(g, a.operand("x1"));
        boolean transposed = a.bool("transpose_b", false);
        if (a.bool("transpose_a", false)) {
            x = swapped(g, x);
        }
        if (second.value() == null && second.shape().rank() == 2) {
            return KerasTensor.of(dense(g, x, second.known(), transposed));
        }
        Value y = floats(g, second);
        int rank = x.shape().rank();
        if (rank == 1 || y.shape().rank() == 1) {
            return vector(g, x, y);
        }
        boolean samples =
                !g.isConstant(x) && rank == 2 || !g.isConstant(y) && y.shape().rank() == 2;
        if (samples && (y.shape().rank() == 2 || !g.isConstant(y) || !g.isConstant(x))) {
            throw Shapes.samples();
        }
        Numbers.checkAligned(g, List.of(x, y));
        return KerasTensor.of(g.add(new MatMul(transposed), x, y));
    }

    private static KerasTensor withBias(Lowering g, Arguments a) {
        Value product = dense(g, floats(g, a.operand("x")), a.requireKnown("weights"), false);
        return KerasTensor.of(Numbers.combine(g, Binary.ADD, product, floats(g, a.operand("biases"))));
    }

    private static Value swapped(Lowering g, Value x) {
        int rank = x.shape().rank();
        if (rank < 3 && !g.isConstant(x)) {
            throw Shapes.samples();
        }
        return g.add(Transpose.move(rank, rank - 2, rank - 1), x);
    }

    /** A product with a constant matrix, packed once. */
    private static Value dense(Lowering g, Value x, KnownArray matrix, boolean transposed) {
        float[] floats = matrix.floats(NumberType.FLOAT);
        int rows = matrix.shape().length(transposed ? 1 : 0);
        int columns = matrix.shape().length(transposed ? 0 : 1);
        float[] kernel = floats.clone();
        if (transposed) {
            for (int i = 0; i < kernel.length; i++) {
                kernel[i] = floats[i % columns * rows + i / columns];
            }
        }
        ComputedWeight weight = new ComputedWeight(Shape.of(rows, columns), () -> kernel);
        return g.add(new Dense(weight, null, Activation.LINEAR), x);
    }

    /** The last axis of a tensor times a constant vector. */
    private static KerasTensor vector(Lowering g, Value x, Value y) {
        if (!g.isConstant(y) || y.shape().rank() != 1) {
            throw Shapes.samples();
        }
        String letters = LETTERS.substring(0, x.shape().rank());
        String last = letters.substring(letters.length() - 1);
        return KerasTensor.of(Contraction.of(g, x, letters, y, last, letters.substring(0, letters.length() - 1)));
    }

    /** Operands are multiplied from left to right. */
    private static KerasTensor einsum(Lowering g, Arguments a) {
        String[] sides = a.string("subscripts", "").replace(" ", "").split("->", -1);
        List<KerasTensor> operands = a.operands("operands");
        String[] inputs = sides[0].split(",", -1);
        if (inputs.length != operands.size() || sides.length > 2) {
            throw new IllegalArgumentException(
                    "the subscripts '" + a.string("subscripts", "") + "' do not fit " + operands.size() + " operands");
        }
        String result = spread(operands, inputs, sides.length == 2 ? sides[1] : implied(sides[0]));
        Value y = floats(g, operands.get(0));
        String letters = inputs[0];
        if (inputs.length == 1) {
            return KerasTensor.of(Contraction.of(g, y, letters, result));
        }
        for (int i = 1; i < inputs.length; i++) {
            StringBuilder later = new StringBuilder(result);
            for (int j = i + 1; j < inputs.length; j++) {
                later.append(inputs[j]);
            }
            String between = i == inputs.length - 1 ? result : needed(letters + inputs[i], later.toString());
            y = Contraction.of(g, y, letters, floats(g, operands.get(i)), inputs[i], between);
            letters = between;
        }
        return KerasTensor.of(y);
    }

    /** Letters that occur once, in the order of the alphabet. */
    private static String implied(String inputs) {
        StringBuilder once = new StringBuilder(inputs.contains("...") ? "..." : "");
        inputs.chars()
                .filter(Character::isLetter)
                .filter(letter -> inputs.indexOf(letter) == inputs.lastIndexOf(letter))
                .sorted()
                .forEach(letter -> once.append((char) letter));
        return once.toString();
    }

    private static String needed(String letters, String later) {
        StringBuilder needed = new StringBuilder();
        for (char letter : letters.toCharArray()) {
            if (later.indexOf(letter) >= 0 && needed.indexOf(String.valueOf(letter)) < 0) {
                needed.append(letter);
            }
        }
        return needed.toString();
    }

    /**
     * Gives the axes of each ellipsis letters that the equation does not use; inputs are changed in place, the result
     * is returned.
     */
    private static String spread(List<KerasTensor> operands, String[] inputs, String result) {
        int most = 0;
        String used = String.join("", inputs) + result;
        String free = LETTERS.chars()
                .filter(letter -> used.indexOf(letter) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].contains("...")) {
                int count = operands.get(i).shape().rank() - (inputs[i].length() - 3);
                if (most > 0 && count != most) {
                    throw new UnsupportedModelException("an einsum whose ellipses stand for different numbers of axes");
                }
                most = count;
                inputs[i] = inputs[i].replace("...", free.substring(0, count));
            }
            if (inputs[i].length() != operands.get(i).shape().rank()) {
                throw new IllegalArgumentException("the subscripts '" + inputs[i] + "' do not fit the shape "
                        + operands.get(i).shape());
            }
        }
        return result.replace("...", free.substring(0, most));
    }

    /** The last axis of the first operand with the last but one of the second. */
    private static KerasTensor dot(Lowering g, Arguments a) {
        Value x = floats(g, a.operand("x1"));
        Value y = floats(g, a.operand("x2"));
        List<Integer> axes = List.of(y.shape().rank() == 1 ? -1 : -2);
        return KerasTensor.of(contracted(g.advising(KerasLayer.RUN_WHOLE), x, y, List.of(-1), axes));
    }

    /** The last axes of both operands. */
    private static KerasTensor inner(Lowering g, Arguments a) {
        Value x = floats(g, a.operand("x1"));
        return KerasTensor.of(contracted(g, x, floats(g, a.operand("x2")), List.of(-1), List.of(-1)));
    }

    private static List<Integer> axes(Object value) {
        KnownArray axes = KnownArray.of(value);
        if (axes == null) {
            throw new IllegalArgumentException("its 'axes' are no numbers");
        }
        return Arrays.stream(axes.integers()).boxed().toList();
    }

    private static KerasTensor tensordot(Lowering g, Arguments a) {
        Value x = floats(g, a.operand("x1"));
        Value y = floats(g, a.operand("x2"));
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        KnownArray axes = a.known("axes");
        if (axes != null && axes.isScalar()) {
            int count = a.integer("axes");
            if (count < 0 || count > x.shape().rank()) {
                throw new IllegalArgumentException("products along " + count + " axes");
            }
            for (int i = 0; i < count; i++) {
                first.add(x.shape().rank() - count + i);
                second.add(i);
            }
        } else if (a.get("axes") instanceof List<?> pair && pair.size() == 2) {
            first.addAll(axes(pair.get(0)));
            second.addAll(axes(pair.get(1)));
        } else {
            throw new IllegalArgumentException("its 'axes' are neither a number nor two lists");
        }
        return KerasTensor.of(contracted(g, x, y, first, second));
    }

    /** All other axes of the first operand, then those of the second. */
    private static Value contracted(Lowering g, Value x, Value y, List<Integer> first, List<Integer> second) {
        char[] letters = LETTERS.substring(0, x.shape().rank()).toCharArray();
        char[] others = LETTERS.substring(
                        x.shape().rank(), x.shape().rank() + y.shape().rank())
                .toCharArray();
        StringBuilder result = new StringBuilder(new String(letters) + new String(others));
        for (int i = 0; i < first.size(); i++) {
            int axis = Axes.normalize(first.get(i), letters.length);
            int other = Axes.normalize(second.get(i), others.length);
            result.deleteCharAt(result.indexOf(String.valueOf(letters[axis])));
            result.deleteCharAt(result.indexOf(String.valueOf(others[other])));
            others[other] = letters[axis];
        }
        return Contraction.of(g, x, new String(letters), y, new String(others), result.toString());
    }

    private static KerasTensor biasAdd(Lowering g, Arguments a) {
        Value x = floats(g, a.operand("value"));
        Value bias = floats(g, a.operand("bias"));
        String format = a.string("data_format", "NHWC");
        if (format.startsWith("NC")) {
            for (int axis = 2; axis < x.shape().rank(); axis++) {
                bias = g.add(Reshape.expandDims(bias.shape().rank()), bias);
            }
        }
        return KerasTensor.of(Numbers.combine(g, Binary.ADD, x, bias));
    }
}
