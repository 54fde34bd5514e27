package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Concatenates texts, (…, code points), along an axis before that of the code points. All become as wide as the widest
 * input.
 */
public record ConcatenateTexts(int axis) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        int width = 0;
        for (Shape input : inputs) {
            Checks.minimumRank(input, axis + 2);
            int own = input.length(-1);
            width = own == Shape.FREE || width == Shape.FREE ? Shape.FREE : Math.max(width, own);
        }
        int widest = width;
        return new Concatenate(axis)
                .outputShape(inputs.stream()
                        .map(input -> input.with(input.rank() - 1, widest))
                        .toList());
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public boolean givesTexts(boolean ofTexts) {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return new Concatenate(axis).time(inputs, shapes);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int y = binding.output(0);
            Shape joined = binding.outputShape(0);
            int rows = joined.size(0, axis);
            int width = joined.length(-1);
            int inputs = binding.inputs();
            int[] slots = new int[inputs];
            int[] texts = new int[inputs];
            int[] widths = new int[inputs];
            for (int i = 0; i < inputs; i++) {
                Shape input = binding.inputShape(i);
                slots[i] = binding.input(i);
                texts[i] = input.size(axis, input.rank() - 1);
                widths[i] = input.length(-1);
            }
            int length = joined.size(axis, joined.rank());
            long nanos = Target.nanosOfCalls((long) rows * inputs, joined.size());
            return new SharedRows(target.team(), rows, nanos, (m, first, end, scratch) -> {
                for (int row = first; row < end; row++) {
                    int to = row * length;
                    for (int i = 0; i < inputs; i++) {
                        int from = row * texts[i] * widths[i];
                        for (int text = 0; text < texts[i]; text++, from += widths[i], to += width) {
                            System.arraycopy(m.slot(slots[i]), from, m.slot(y), to, widths[i]);
                            Arrays.fill(m.slot(y), to + widths[i], to + width, 0f);
                        }
                    }
                }
            });
        };
    }
}
