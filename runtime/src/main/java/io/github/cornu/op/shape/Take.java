package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** Some elements of one axis, by index, in a fixed order; an index below 0 counts from the end. */
public record Take(int axis, List<Integer> places) implements SingleOutput {
    public Take {
        places = List.copyOf(places);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        Checks.minimumRank(input, axis + 1);
        int length = input.length(axis);
        for (int place : places) {
            if (length != Shape.FREE && (place >= length || place < -length)) {
                throw new IllegalArgumentException("there is no place " + place + " in axis " + axis + " of " + input);
            }
        }
        return input.with(axis, places.size());
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public boolean givesTexts(boolean ofTexts) {
        return ofTexts;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), axis);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            Shape shape = binding.inputShape(0);
            int outer = shape.size(0, axis);
            int count = shape.length(axis);
            int inner = shape.size(axis + 1, shape.rank());
            int[] rows = places.stream()
                    .mapToInt(place -> place < 0 ? place + count : place)
                    .toArray();
            int x = binding.input(0);
            int y = binding.output(0);
            return m -> {
                int to = 0;
                for (int i = 0; i < outer; i++) {
                    for (int row : rows) {
                        System.arraycopy(m.slot(x), (i * count + row) * inner, m.slot(y), to, inner);
                        to += inner;
                    }
                }
            };
        };
    }
}
