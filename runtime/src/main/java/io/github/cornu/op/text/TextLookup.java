package io.github.cornu.op.text;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.util.Arrays;
import java.util.List;

/**
 * The number of each text by a table: (…, code points) to (…).
 *
 * <p>Running it throws an {@link IllegalArgumentException} if a text is not in the table and that is an error.
 *
 * @param strict whether a text that is not in the table is an error
 * @param unknown its number if not
 */
public record TextLookup(TokenTable table, boolean strict, float unknown) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), 2);
        return inputs.get(0).axes(0, inputs.get(0).rank() - 1);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        throw new IllegalArgumentException("its input is texts");
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            Shape shape = binding.inputShape(0);
            int x = binding.input(0);
            int y = binding.output(0);
            int texts = shape.size(0, shape.rank() - 1);
            int width = shape.length(-1);
            return m -> {
                for (int i = 0; i < texts; i++) {
                    m.slot(y)[i] = number(m.slot(x), i * width, width);
                }
            };
        };
    }

    private float number(float[] text, int from, int width) {
        float number = table.find(text, from, from + Texts.end(text, from, width));
        if (!Float.isNaN(number)) {
            return number;
        }
        if (strict) {
            Tensor row = Tensor.of(Arrays.copyOfRange(text, from, from + width), 1, width);
            throw new IllegalArgumentException(
                    "the text '" + Texts.read(Texts.of(row)).get(0) + "' is not in the vocabulary");
        }
        return unknown;
    }
}
