package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Another shape for the elements of each sample.
 *
 * @param target without the batch axis; one axis may be free: it takes what the others leave
 */
public record Reshape(Shape target) implements View {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        int elements = input.size(1, input.rank());
        int free = -1;
        int known = 1;
        for (int axis = 0; axis < target.rank(); axis++) {
            if (target.length(axis) == Shape.FREE) {
                if (free >= 0) {
                    throw new IllegalArgumentException("the target " + target + " has two free axes");
                }
                free = axis;
            } else {
                known = Math.multiplyExact(known, target.length(axis));
            }
        }
        Shape batch = input.axes(0, 1);
        if (elements == Shape.FREE) {
            return batch.append(target);
        }
        boolean fits = free < 0 ? elements == known : known > 0 && elements % known == 0;
        if (!fits) {
            throw new IllegalArgumentException("the input " + input + " cannot take the shape " + batch.append(target));
        }
        return batch.append(free < 0 ? target : target.with(free, elements / known));
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.get(0) == Time.AXIS) {
            throw new IllegalArgumentException("it joins time with the other axes");
        }
        return inputs.get(0);
    }
}
