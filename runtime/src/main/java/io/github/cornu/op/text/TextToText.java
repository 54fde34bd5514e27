package io.github.cornu.op.text;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A text for each text: (…, code points) to (…, code points). Each call allocates the texts. */
public interface TextToText extends OfTexts {
    /** What makes another text of a text. */
    UnaryOperator<String> editor();

    /** How many code points at most become of so many. */
    int width(int width);

    @Override
    default Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), 2);
        int axis = inputs.get(0).rank() - 1;
        int width = inputs.get(0).length(axis);
        return inputs.get(0).with(axis, width == Shape.FREE ? width : width(width));
    }

    @Override
    default boolean givesTexts(boolean ofTexts) {
        return true;
    }

    @Override
    default boolean canFail() {
        return true;
    }

    @Override
    default Prepared prepare(Target target) {
        UnaryOperator<String> editor = editor();
        return binding -> {
            Shape shape = binding.inputShape(0);
            int texts = shape.size(0, shape.rank() - 1);
            int width = shape.length(-1);
            int longer = binding.outputShape(0).length(-1);
            int x = binding.input(0);
            int y = binding.output(0);
            return m -> {
                for (int i = 0; i < texts; i++) {
                    String text = editor.apply(Texts.read(m.slot(x), i * width, width));
                    write(text, m.slot(y), i * longer, longer);
                }
            };
        };
    }

    private static void write(String text, float[] codes, int from, int width) {
        int length = text.codePointCount(0, text.length());
        if (length > width) {
            throw new IllegalArgumentException("its text of " + length + " characters is longer than " + width);
        }
        int to = from;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            codes[to++] = text.codePointAt(i);
        }
        Arrays.fill(codes, to, from + width, 0f);
    }
}
