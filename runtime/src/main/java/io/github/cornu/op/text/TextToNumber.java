package io.github.cornu.op.text;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** A number for each text: (…, code points) to (…). */
interface TextToNumber extends OfTexts {
    /** The number of a text. */
    @FunctionalInterface
    interface Reader {
        /** @param codes has its code points from {@code from}, at most {@code width} of them */
        float number(float[] codes, int from, int width);
    }

    /** What makes a number of a text. */
    Reader reader();

    @Override
    default Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), 2);
        return inputs.get(0).remove(inputs.get(0).rank() - 1);
    }

    @Override
    default boolean canFail() {
        return true;
    }

    @Override
    default Prepared prepare(Target target) {
        Reader reader = reader();
        return binding -> {
            int width = binding.inputShape(0).length(-1);
            int size = binding.outputShape(0).size();
            int x = binding.input(0);
            int y = binding.output(0);
            return m -> {
                float[] codes = m.slot(x);
                float[] numbers = m.slot(y);
                for (int i = 0; i < size; i++) {
                    numbers[i] = reader.number(codes, i * width, width);
                }
            };
        };
    }
}
