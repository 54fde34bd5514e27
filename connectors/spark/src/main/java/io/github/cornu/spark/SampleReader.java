package io.github.cornu.spark;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.Arrays;
import scala.collection.Seq;

/** Reads what a column holds as samples of an input. For one thread at a time. */
final class SampleReader {
    private final String column;
    private final TensorSpec input;
    /** What a sample looks like, some axes free. */
    private final Shape expected;

    private final SparkNumbers numbers = new SparkNumbers();

    SampleReader(String column, TensorSpec input) {
        this.column = column;
        this.input = input;
        Shape shape = input.kerasShape();
        this.expected = shape.axes(Math.min(1, shape.rank()), shape.rank());
    }

    /**
     * Reads a value of a row.
     *
     * @return null if it is null, or has a null inside
     * @throws ModelException if it does not fit the input; it names the column
     */
    Sample read(Object value) {
        return value == null ? null : input.texts() ? texts(value) : numbers(value);
    }

    private Sample texts(Object value) {
        String[] texts;
        if (value instanceof Seq<?> all) {
            texts = new String[all.length()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = (String) all.apply(i);
            }
        } else {
            texts = new String[] {(String) value};
        }
        return Arrays.asList(texts).contains(null) ? null : new Sample(shape(texts.length), null, texts);
    }

    private Sample numbers(Object value) {
        float[] all = numbers.read(value);
        if (all == null) {
            return null;
        }
        if (numbers.isRagged()) {
            throw problem("arrays of different lengths");
        }
        int[] lengths = numbers.lengths();
        if (lengths.length <= 1) {
            return new Sample(shape(all.length), all, null);
        }
        Shape shape = Shape.of(lengths);
        if (!expected.accepts(shape)) {
            throw problem("arrays of the shape " + shape);
        }
        return new Sample(shape, all, null);
    }

    /** The shape of a sample whose elements are given one after another. */
    private Shape shape(int elements) {
        int free = -1;
        int rest = 1;
        for (int axis = 0; axis < expected.rank(); axis++) {
            if (expected.length(axis) != Shape.FREE) {
                rest *= expected.length(axis);
            } else if (free < 0) {
                free = axis;
            } else {
                throw problem("an array, in which several free axes cannot be told: give arrays of arrays");
            }
        }
        boolean fits = free < 0 ? elements == rest : elements > 0 && elements % rest == 0;
        if (!fits) {
            throw problem(elements == 1 ? "one element" : elements + " elements");
        }
        return free < 0 ? expected : expected.with(free, elements / rest);
    }

    private ModelException problem(String given) {
        return new ModelException("the column '" + column + "' does not fit the input '" + input.name()
                + "': expected a sample of " + input.expected() + ", got " + given);
    }
}
