package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * An array that is known when the model is read: constants in the file, and the shapes of tensors.
 *
 * @param weak whether it came as plain numbers, which take the type of what they are combined with
 * @param elements each a Double or an {@link AxisLength}
 */
public record KnownArray(NumberType type, boolean weak, Shape shape, List<Object> elements) {
    private static final int MAX_ELEMENTS = 1_000_000;

    /**
     * The array that a value of a call is.
     *
     * @return null if it is none: a text, nothing, or something with tensors in it
     */
    public static KnownArray of(Object value) {
        if (value instanceof KerasTensor tensor) {
            return tensor.known();
        }
        if (value instanceof Map<?, ?> map) {
            boolean array = "__numpy__".equals(map.get("class_name")) || "__tensor__".equals(map.get("class_name"));
            if (!array || !(map.get("config") instanceof Map<?, ?> config)) {
                return null;
            }
            KnownArray plain = of(config.get("value"));
            boolean typed = plain != null && config.get("dtype") instanceof String;
            return typed ? plain.typed(NumberType.of((String) config.get("dtype"))) : plain;
        }
        if (value instanceof Boolean truth) {
            return scalar(NumberType.BOOL, truth ? 1.0 : 0.0);
        }
        if (value instanceof Number number) {
            return scalar(number instanceof Double ? NumberType.FLOAT : NumberType.INT32, number.doubleValue());
        }
        return value instanceof List<?> list ? ofList(list) : null;
    }

    private static KnownArray scalar(NumberType type, double number) {
        return new KnownArray(type, true, Shape.of(), List.of(number));
    }

    private static KnownArray ofList(List<?> list) {
        if (list.isEmpty()) {
            return new KnownArray(NumberType.FLOAT, true, Shape.of(0), List.of());
        }
        List<Object> elements = new ArrayList<>();
        KnownArray first = null;
        NumberType type = null;
        for (Object item : list) {
            KnownArray inner = of(item);
            if (inner == null || first != null && !inner.shape.equals(first.shape)) {
                return null;
            }
            first = inner;
            type = type == null ? inner.type : NumberType.common(type, inner.type);
            elements.addAll(inner.elements);
        }
        return new KnownArray(type, true, Shape.of(list.size()).append(first.shape), elements);
    }

    /**
     * Refuses arrays that a few numbers in the file ask for and that are larger than any of Keras's.
     *
     * @throws IllegalArgumentException if they have so many elements
     */
    public static void checkSize(long elements) {
        if (elements < 0 || elements > MAX_ELEMENTS) {
            throw new IllegalArgumentException("an array of " + elements + " elements");
        }
    }

    /** This array as one of that type. */
    public KnownArray typed(NumberType other) {
        return new KnownArray(other, false, shape, elements);
    }

    /** The same elements in another shape. */
    public KnownArray shaped(Shape other) {
        return new KnownArray(type, weak, other, elements);
    }

    /** The same elements in a shape that a file gives; one length may be -1. */
    public KnownArray reshaped(List<Object> target) {
        int[] lengths = target.stream()
                .mapToInt(length -> length instanceof Double number ? number.intValue() : Shape.FREE)
                .toArray();
        int known = 1;
        int rest = -1;
        for (int axis = 0; axis < lengths.length; axis++) {
            if (lengths[axis] == Shape.FREE) {
                rest = axis;
            } else {
                known *= lengths[axis];
            }
        }
        if (rest >= 0) {
            lengths[rest] = known == 0 ? 0 : elements.size() / known;
        }
        Shape other = Shape.of(lengths);
        if (!other.isFixed() || other.size() != elements.size()) {
            throw new IllegalArgumentException("constants of shape " + shape + " cannot take the shape " + target);
        }
        return shaped(other);
    }

    /** The elements from one index of the first axis to before another. */
    public KnownArray slice(int from, int to) {
        int row = elements.size() / Math.max(1, shape.length(0));
        return new KnownArray(type, weak, shape.with(0, to - from), elements.subList(from * row, to * row));
    }

    /** Arrays concatenated along the first axis. */
    public static KnownArray joined(List<KnownArray> arrays) {
        List<Object> elements = new ArrayList<>();
        NumberType type = arrays.get(0).type;
        int length = 0;
        for (KnownArray array : arrays) {
            if (array.elements.isEmpty()) {
                continue;
            }
            type = NumberType.common(type, array.type);
            elements.addAll(array.elements);
            length += array.shape.length(0);
        }
        Shape shape = arrays.get(0).shape.with(0, length);
        return new KnownArray(type, arrays.get(0).weak, shape, elements);
    }

    /** Whether its first axis is one for samples. */
    boolean isForAnySamples(Lowering g) {
        return shape.rank() > 0 && (shape.length(0) == 1 || shape.length(0) == g.batchSize());
    }

    public boolean isScalar() {
        return shape.rank() == 0;
    }

    /** True where all elements are numbers. */
    public boolean isFixed() {
        return elements.stream().allMatch(Double.class::isInstance);
    }

    /** The only element as a number. */
    public double number() {
        if (elements.size() != 1) {
            throw new IllegalArgumentException("expected one number, got an array of shape " + shape);
        }
        return numbers()[0];
    }

    /** The elements as numbers. */
    public double[] numbers() {
        if (!isFixed()) {
            throw new UnsupportedModelException("it computes with the length of an axis that each call chooses");
        }
        return elements.stream().mapToDouble(element -> (Double) element).toArray();
    }

    /** The elements as integers. */
    public int[] integers() {
        double[] numbers = numbers();
        int[] integers = new int[numbers.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (int) numbers[i];
            if (integers[i] != numbers[i]) {
                throw new IllegalArgumentException("expected whole numbers, got " + numbers[i]);
            }
        }
        return integers;
    }

    /** The elements as floats, for a tensor of that type. */
    public float[] floats(NumberType target) {
        double[] numbers = numbers();
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
            if (target.isInteger() && floats[i] != numbers[i]) {
                throw new UnsupportedModelException("the whole number " + numbers[i] + " is beyond 2^24");
            }
        }
        return floats;
    }

    /** As a constant of the graph. */
    public Value add(Lowering g) {
        if (elements.size() == 1 && elements.get(0) instanceof AxisLength length && length.isOfSteps()) {
            return lengthOf(g, length);
        }
        float[] floats = floats(type);
        return g.add(new Constant(new ComputedWeight(shape, () -> floats)));
    }

    /** The length of an axis as a number of the graph: so many ones. */
    private Value lengthOf(Lowering g, AxisLength length) {
        Value ones = g.add(new Fill(List.of(Length.ofAxis(0, length.axis())), 1f), length.value());
        Value sum = g.add(new Reduce(Reduce.Kind.SUM, 0, true), ones);
        return shape.rank() <= 1 ? sum : g.add(Reshape.to(Collections.nCopies(shape.rank(), Length.of(1))), sum);
    }
}
