package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Other lengths in place of some neighbouring axes of the first input, as Python's {@code shape[from:to] = lengths}.
 * The elements stay in their order. Of further inputs only the shapes are used.
 *
 * @param from the first axis that is replaced; 0 is the batch
 * @param to the axis after the last one that is replaced; one below 0 counts from the end, {@link #END} is the end
 * @param lengths of the axes in their place; one may be {@link Length#REST}. Axes at the start that stay as they are do
 *     not count as replaced
 */
public record Reshape(int from, int to, List<Length> lengths) implements View {
    /** All axes up to the last one are replaced. */
    public static final int END = Integer.MAX_VALUE;

    public Reshape {
        int kept = 0;
        while (kept < lengths.size() && from < to && lengths.get(kept).equals(Length.ofAxis(0, from))) {
            kept++;
            from++;
        }
        lengths = List.copyOf(lengths.subList(kept, lengths.size()));
        if (lengths.stream().filter(Length.REST::equals).count() > 1) {
            throw new IllegalArgumentException("the target " + shape(lengths) + " has two free axes");
        }
    }

    /** Another shape for all of the input, the batch included. */
    public static Reshape to(List<Length> lengths) {
        return new Reshape(0, END, lengths);
    }

    /**
     * Another shape for each sample.
     *
     * @param target without the batch axis; one axis may be free: it takes what the others leave
     */
    public static Reshape ofSamples(Shape target) {
        return new Reshape(1, END, fixed(target));
    }

    /**
     * Another shape for each sample of texts, whose code points stay what they are.
     *
     * @param target without the axes of the batch and of the code points; one axis may be free
     */
    public static Reshape ofTexts(Shape target) {
        return new Reshape(1, -1, fixed(target));
    }

    /** An axis of length 1 in front of an axis. */
    public static Reshape expandDims(int axis) {
        return new Reshape(axis, axis, List.of(Length.of(1)));
    }

    /** Without an axis, whose length is 1. */
    public static Reshape squeeze(int axis) {
        return new Reshape(axis, axis + 1, List.of());
    }

    /** The axes from {@code from} to before {@code to} as one axis. {@link #splitAxis} undoes it. */
    public static Reshape mergeAxes(int from, int to) {
        return new Reshape(from, to, List.of(Length.REST));
    }

    /** An axis cut in several of these lengths. */
    public static Reshape splitAxis(int axis, Shape lengths) {
        return new Reshape(axis, axis + 1, fixed(lengths));
    }

    private static List<Length> fixed(Shape shape) {
        return Arrays.stream(shape.lengths()).mapToObj(Length::of).toList();
    }

    private static Shape shape(List<Length> lengths) {
        return Shape.of(lengths.stream()
                .mapToInt(length -> length.input() < 0 ? length.value() : Shape.FREE)
                .toArray());
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        checkInputs(inputs);
        Shape input = inputs.get(0);
        int end = end(input);
        Shape target = Shape.of(Length.resolve(lengths, inputs));
        int rest = lengths.indexOf(Length.REST);
        Shape others = rest < 0 ? target : target.remove(rest);
        int elements = input.size(from, end);
        int known = others.size(0, others.rank());
        if (elements == Shape.FREE || known == Shape.FREE) {
            return replaced(input, end, target);
        }
        boolean fits = rest < 0 ? elements == known : known > 0 && elements % known == 0;
        if (!fits && to == from + 1) {
            Checks.axis(input, from, known);
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "the input " + input + " cannot take the shape " + replaced(input, end, target));
        }
        return replaced(input, end, rest < 0 ? target : target.with(rest, elements / known));
    }

    private void checkInputs(List<Shape> inputs) {
        int used = 1 + lengths.stream().mapToInt(Length::input).max().orElse(0);
        if (inputs.size() < Math.max(1, used)) {
            Checks.inputs(inputs, Math.max(1, used));
        }
    }

    /** Where the replaced axes of an input end. */
    private int end(Shape input) {
        int end = to == END ? input.rank() : to < 0 ? input.rank() + to : to;
        Checks.minimumRank(input, Math.max(from, to < 0 ? from - to : end));
        if (from < 0 || from > end) {
            throw new IllegalArgumentException("no axes are from " + from + " to before " + end);
        }
        return end;
    }

    private Shape replaced(Shape input, int end, Shape target) {
        return input.axes(0, from).append(target).append(input.axes(end, input.rank()));
    }

    @Override
    public boolean givesTexts(boolean ofTexts) {
        return ofTexts;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        Time time = inputs.get(0);
        if (insertsOne() && from > 0 && (time.isOfMask() || time == Time.AXIS && from == 1)) {
            return ofMask(time, shapes.get(0));
        }
        if (time == Time.AXIS && from <= 1 && (from == to || lengths.isEmpty())) {
            return Time.alongAxis(time, from);
        }
        if (from == 0 && (time == Time.AXIS || time == Time.STEP)) {
            throw new IllegalArgumentException("it joins time or the samples with other axes");
        }
        if (from == 1 && time == Time.AXIS) {
            throw new IllegalArgumentException(
                    to == from + 1 ? "it cuts the time axis" : "it joins time with the other axes");
        }
        return time;
    }

    private boolean insertsOne() {
        return from == to && lengths.equals(List.of(Length.of(1)));
    }

    /** The time of a mask of attention that is spread over one more axis. */
    private Time ofMask(Time time, Shape input) {
        int rank = input.rank();
        boolean keys = time == Time.KEYS || time == Time.AXIS && rank == 2;
        boolean queries = time == Time.QUERIES || time == Time.AXIS && rank == 3 && input.length(2) == 1;
        if (!keys && !queries || from > rank - (keys ? 1 : 2)) {
            throw new IllegalArgumentException("it works along time, axis " + from);
        }
        return keys ? Time.KEYS : Time.QUERIES;
    }
}
