package io.github.cornu.op.text;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Texts;
import java.util.Arrays;
import java.util.List;

/**
 * The texts of several tensors, one behind the other, with constant ones between them: (…, code points) each to (…,
 * code points). Axes before the last one are the same.
 *
 * @param between before the first, between two, and behind the last: one more than there are inputs
 */
public record JoinTexts(List<String> between) implements OfTexts {
    public JoinTexts {
        between = List.copyOf(between);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, between.size() - 1);
        Shape first = inputs.get(0);
        int axis = first.rank() - 1;
        int width = String.join("", between)
                .codePointCount(0, String.join("", between).length());
        for (Shape input : inputs) {
            Checks.minimumRank(input, 2);
            if (input.rank() != first.rank() || !input.axes(0, axis).equals(first.axes(0, axis))) {
                throw new IllegalArgumentException("texts of the shapes " + input.axes(0, input.rank() - 1) + " and "
                        + first.axes(0, axis) + " joined");
            }
            boolean free = width == Shape.FREE || input.length(axis) == Shape.FREE;
            width = free ? Shape.FREE : Math.addExact(width, input.length(axis));
        }
        return first.with(axis, width);
    }

    @Override
    public boolean givesTexts(boolean ofTexts) {
        return true;
    }

    @Override
    public Prepared prepare(Target target) {
        int[][] constants =
                between.stream().map(text -> text.codePoints().toArray()).toArray(int[][]::new);
        return binding -> bind(binding, constants);
    }

    private static Step bind(Binding binding, int[][] constants) {
        int inputs = binding.inputs();
        int[] slots = new int[inputs];
        int[] widths = new int[inputs];
        for (int i = 0; i < inputs; i++) {
            slots[i] = binding.input(i);
            widths[i] = binding.inputShape(i).length(-1);
        }
        int y = binding.output(0);
        Shape shape = binding.outputShape(0);
        int texts = shape.size(0, shape.rank() - 1);
        int width = shape.length(-1);
        return m -> {
            float[] joined = m.slot(y);
            for (int text = 0; text < texts; text++) {
                int at = put(constants[0], joined, text * width);
                for (int i = 0; i < inputs; i++) {
                    float[] x = m.slot(slots[i]);
                    int from = text * widths[i];
                    int count = Texts.end(x, from, widths[i]);
                    System.arraycopy(x, from, joined, at, count);
                    at = put(constants[i + 1], joined, at + count);
                }
                Arrays.fill(joined, at, (text + 1) * width, 0f);
            }
        };
    }

    /** Writes a text and returns where the next one goes. */
    private static int put(int[] text, float[] joined, int from) {
        int at = from;
        for (int code : text) {
            joined[at++] = code;
        }
        return at;
    }
}
