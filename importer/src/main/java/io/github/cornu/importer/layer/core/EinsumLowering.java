package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/**
 * An einsum of an input and a kernel as operations: the summed axes go to the end, where one matrix product makes the
 * new axes. Where input, kernel and output share an axis, it is a product element by element and a sum.
 */
final class EinsumLowering {
    private final Lowering g;
    private final EinsumEquation equation;

    /** For an equation with a letter for each axis of the input. */
    EinsumLowering(Lowering g, EinsumEquation equation) {
        this.g = g;
        this.equation = equation;
        if (equation.output().indexOf(equation.input().charAt(0)) != 0
                || equation.kernel().indexOf(equation.input().charAt(0)) >= 0) {
            throw new IllegalArgumentException("the equation '" + equation + "' does not keep the batch axis");
        }
    }

    /**
     * The einsum.
     *
     * @param bias along the axes that the kernel alone gives to the output, in the order of the kernel; or null
     * @throws IllegalArgumentException if there is a bias and {@link #takesBias} is false
     */
    Value apply(Value input, Weight kernel, Weight bias) {
        Value x = input;
        String letters = equation.input();
        for (int axis = letters.length() - 1; axis > 0; axis--) {
            if (!isIn(letters.charAt(axis), equation.kernel()) && !isIn(letters.charAt(axis), equation.output())) {
                x = g.add(new Reduce(Reduce.Kind.SUM, axis, false), x);
                letters = letters.substring(0, axis) + letters.substring(axis + 1);
            }
        }
        String output = equation.output();
        String kept = only(letters, letter -> !isIn(letter, equation.kernel()));
        String shared = only(equation.kernel(), letter -> isIn(letter, equation.input()) && isIn(letter, output));
        String summed = only(equation.kernel(), letter -> !isIn(letter, output));
        String made = made();
        x = transposed(x, letters, kept + shared + summed);
        if (bias != null && !shared.isEmpty()) {
            throw new IllegalArgumentException("a bias for the equation '" + equation + "'");
        }
        Value y = shared.isEmpty()
                ? matrixProduct(x, kept.length(), summed, made, kernel, bias)
                : sumOfProducts(x, kept.length(), shared, summed, made, kernel);
        return transposed(y, kept + shared + made, output);
    }

    /** Whether the bias is added before the axes are moved to their places; else it is for the caller to add. */
    boolean takesBias(String axes) {
        String both = only(equation.kernel(), letter -> isIn(letter, equation.input()));
        return only(both, letter -> isIn(letter, equation.output())).isEmpty()
                && made().equals(inOrder(axes))
                && axes.length() == made().length();
    }

    /** The axes that the kernel alone gives to the output. */
    String made() {
        return only(equation.kernel(), letter -> !isIn(letter, equation.input()));
    }

    private String inOrder(String axes) {
        return only(equation.kernel(), letter -> isIn(letter, axes));
    }

    /** Some letters of a text. */
    private interface Choice {
        boolean takes(char letter);
    }

    private static String only(String letters, Choice choice) {
        StringBuilder chosen = new StringBuilder();
        for (char letter : letters.toCharArray()) {
            if (choice.takes(letter)) {
                chosen.append(letter);
            }
        }
        return chosen.toString();
    }

    private static boolean isIn(char letter, String letters) {
        return letters.indexOf(letter) >= 0;
    }

    private Value transposed(Value x, String from, String to) {
        return g.add(new Transpose(to.chars().map(from::indexOf).boxed().toList()), x);
    }

    private Value matrixProduct(Value x, int kept, String summed, String made, Weight kernel, Weight bias) {
        Weight ordered = ComputedWeight.transposed(kernel, equation.kernel(), summed + made);
        Shape rows = ordered.shape().axes(0, summed.length());
        Shape columns = ordered.shape().axes(summed.length(), ordered.shape().rank());
        Weight matrix = ComputedWeight.reshaped(ordered, Shape.of(rows.size(), columns.size()));
        Value flat = summed.isEmpty()
                ? g.add(Reshape.expandDims(kept), x)
                : summed.length() == 1 ? x : g.add(Reshape.mergeAxes(kept, kept + summed.length()), x);
        Weight added = bias == null ? null : ComputedWeight.reshaped(bias, Shape.of(columns.size()));
        Value y = g.add(new Dense(matrix, added, Activation.LINEAR), flat);
        return switch (made.length()) {
            case 0 -> g.add(Reshape.squeeze(kept), y);
            case 1 -> y;
            default -> g.add(Reshape.splitAxis(kept, columns), y);
        };
    }

    private Value sumOfProducts(Value x, int kept, String shared, String summed, String made, Weight kernel) {
        Weight ordered = ComputedWeight.transposed(kernel, equation.kernel(), shared + made + summed);
        Value y = x;
        for (int i = 0; i < made.length(); i++) {
            y = g.add(Reshape.expandDims(kept + shared.length()), y);
        }
        y = g.add(new Combine(Binary.MULTIPLY), y, g.add(new Constant(ordered)));
        for (int i = 0; i < summed.length(); i++) {
            y = g.add(new Reduce(Reduce.Kind.SUM, y.shape().rank() - 1, false), y);
        }
        return y;
    }
}
