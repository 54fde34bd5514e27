package io.github.cornu.op.shape;

import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Another shape for the elements of the first input, the batch included. Of further inputs only the shapes are used.
 *
 * @param target one length may be {@link Length#REST}
 */
public record ReshapeTo(List<Length> target) implements View {
    public ReshapeTo {
        target = List.copyOf(target);
        if (target.stream().filter(Length.REST::equals).count() > 1) {
            throw new IllegalArgumentException("the target of a reshape has two free axes");
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = inputs.get(0);
        int[] lengths = Length.resolve(target, inputs);
        int rest = target.indexOf(Length.REST);
        int elements = input.size(0, input.rank());
        if (rest >= 0) {
            lengths[rest] = rest(lengths, rest, input);
        }
        Shape shape = Shape.of(lengths);
        int result = shape.size(0, lengths.length);
        if (elements != Shape.FREE && result != Shape.FREE && elements != result) {
            throw new IllegalArgumentException("the input " + input + " cannot take the shape " + shape);
        }
        return shape;
    }

    private int rest(int[] lengths, int rest, Shape input) {
        Shape others = Shape.of(lengths).remove(rest);
        int known = others.size(0, others.rank());
        int elements = input.size(0, input.rank());
        if (elements == Shape.FREE || known == Shape.FREE) {
            return restOfSample(rest, input);
        }
        if (known == 0 ? elements != 0 : elements % known != 0) {
            throw new IllegalArgumentException("the input " + input + " cannot take the shape " + Shape.of(lengths));
        }
        return known == 0 ? 0 : elements / known;
    }

    /** Where the batch stays the first axis, the rest follows from the lengths of a sample. */
    private int restOfSample(int rest, Shape input) {
        if (rest == 0 || !target.get(0).equals(Length.ofAxis(0, 0))) {
            return Shape.FREE;
        }
        int elements = input.size(1, input.rank());
        int known = 1;
        for (int axis = 1; axis < target.size(); axis++) {
            Length length = target.get(axis);
            if (axis != rest) {
                int number = length.input() < 0
                        ? length.value()
                        : length.input() == 0 ? input.length(length.value()) : Shape.FREE;
                known = known == Shape.FREE || number == Shape.FREE ? Shape.FREE : Math.multiplyExact(known, number);
            }
        }
        return elements == Shape.FREE || known <= 0 || elements % known != 0 ? Shape.FREE : elements / known;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        Time time = inputs.get(0);
        if (time != Time.AXIS) {
            return time == Time.STEP && !keeps(0) ? mixed() : time;
        }
        return keeps(0) && keeps(1) ? time : mixed();
    }

    private static Time mixed() {
        throw new IllegalArgumentException("it joins time or the samples with other axes");
    }

    private boolean keeps(int axis) {
        return target.size() > axis && target.get(axis).equals(Length.ofAxis(0, axis));
    }
}
