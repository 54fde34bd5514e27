package io.github.cornu.op.text;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The text of each number by a table, and another one of all numbers that are not in it: (…) to (…, code points). The
 * numbers are truncated; a text is followed by zeros up to the length of the longest one.
 *
 * @param table whose numbers are whole
 * @param unknown the code points of the text for other numbers
 */
public record TokenText(TokenTable table, List<Integer> unknown) implements SingleOutput {
    public TokenText {
        unknown = List.copyOf(unknown);
    }

    private int width() {
        int width = Math.max(1, unknown.size());
        for (int i = 0; i < table.size(); i++) {
            width = Math.max(width, table.token(i).length);
        }
        return width;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        return inputs.get(0).append(Shape.of(width()));
    }

    @Override
    public boolean givesTexts(boolean ofTexts) {
        return true;
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.same(inputs);
    }

    @Override
    public Prepared prepare(Target target) {
        int[] order = IntStream.range(0, table.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> table.value(i)))
                .mapToInt(Integer::intValue)
                .toArray();
        float[] numbers = new float[order.length];
        float[][] texts = new float[order.length][];
        int width = width();
        for (int i = 0; i < order.length; i++) {
            numbers[i] = table.value(order[i]);
            texts[i] = padded(table.token(order[i]), width);
        }
        float[] other = padded(unknown.stream().mapToInt(Integer::intValue).toArray(), width);
        return binding -> {
            int size = binding.inputShape(0).size();
            int x = binding.input(0);
            int y = binding.output(0);
            return m -> {
                for (int i = 0; i < size; i++) {
                    int place = Arrays.binarySearch(numbers, (long) m.slot(x)[i]);
                    System.arraycopy(place < 0 ? other : texts[place], 0, m.slot(y), i * width, width);
                }
            };
        };
    }

    private static float[] padded(int[] text, int width) {
        float[] row = new float[width];
        for (int i = 0; i < text.length; i++) {
            row[i] = text[i];
        }
        return row;
    }
}
