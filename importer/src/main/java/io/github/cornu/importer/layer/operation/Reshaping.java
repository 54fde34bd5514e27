package io.github.cornu.importer.layer.operation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.AxisLength;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements of a tensor in a shape that a file gives. Samples are not mixed: the first axis is the batch, or has the
 * parts of each sample one after the other.
 */
final class Reshaping {
    private static final double REST = -1;

    private final Lowering g;
    private final Value x;
    private final List<Object> target;
    private final List<Value> inputs = new ArrayList<>();

    private Reshaping(Lowering g, Value x, List<Object> target) {
        this.g = g;
        this.x = x;
        this.target = target;
        inputs.add(x);
    }

    /**
     * Adds the operation.
     *
     * @param target each length a Double, where -1 is what the others leave, or an {@link AxisLength}
     */
    static Value add(Lowering g, Value x, List<Object> target) {
        return new Reshaping(g, x, target).add();
    }

    /** As {@link #add}, for texts: samples stay samples, with other lengths that are known. */
    static Value addOfTexts(Lowering g, Value x, List<Object> target) {
        List<Object> sample = target.subList(1, target.size());
        Shape own = x.shape().axes(1, x.shape().rank() - 1);
        boolean same = target.get(0) instanceof AxisLength || fixedProduct(sample) == own.size(0, own.rank());
        if (!same || !sample.stream().allMatch(Double.class::isInstance)) {
            throw Shapes.samples();
        }
        int[] lengths =
                sample.stream().mapToInt(length -> ((Double) length).intValue()).toArray();
        return g.add(Reshape.ofTexts(Shape.of(lengths)), x);
    }

    private Value add() {
        boolean constant = g.isConstant(x);
        List<Length> lengths = new ArrayList<>();
        for (int axis = 0; axis < target.size(); axis++) {
            boolean samples = axis == 0 && !constant && isSamples();
            boolean kept = axis == 1 && lengths.get(0).equals(Length.ofAxis(0, 0)) && isSecondAxis();
            lengths.add(samples || kept ? Length.ofAxis(0, axis) : length(target.get(axis)));
        }
        if (!constant && !keepsSamplesApart(lengths)) {
            throw Shapes.samples();
        }
        return g.advising(Shapes.KEEP_TIME_AXIS)
                .addAll(Reshape.to(lengths), inputs)
                .get(0);
    }

    private Length length(Object wanted) {
        if (wanted instanceof AxisLength free) {
            return free.value() == null ? Length.REST : reference(free);
        }
        return Length.of(((Double) wanted).intValue());
    }

    /** The length of an axis of an input; other tensors become inputs for that. */
    private Length reference(AxisLength free) {
        int place = inputs.indexOf(free.value());
        if (place < 0) {
            place = inputs.size();
            inputs.add(free.value());
        }
        return Length.ofAxis(place, free.axis());
    }

    /** Whether the first length is the number of samples: as the file's batch, or as what the others leave. */
    private boolean isSamples() {
        Object first = target.get(0);
        boolean rest = first.equals(REST) || first.equals(AxisLength.UNKNOWN);
        return rest ? isSample(target) : first.equals((double) g.batchSize());
    }

    /** Whether the lengths after the first are those of a sample of x, as far as they are known. */
    private boolean isSample(List<Object> lengths) {
        long fixed = 1;
        int free = 0;
        for (Object length : lengths.subList(1, lengths.size())) {
            if (length instanceof Double number && number >= 0) {
                fixed *= number.longValue();
            } else {
                free++;
            }
        }
        for (int axis = 1; axis < x.shape().rank(); axis++) {
            int length = x.shape().length(axis);
            fixed = length == Shape.FREE ? fixed : length == 0 ? 0 : fixed % length == 0 ? fixed / length : -1;
            free -= length == Shape.FREE ? 1 : 0;
        }
        return fixed == 1 && free == 0;
    }

    /** Time steps stay where they are. */
    private boolean isSecondAxis() {
        int length = x.shape().rank() > 1 ? x.shape().length(1) : Shape.FREE;
        Object wanted = target.get(1);
        return length != Shape.FREE && wanted.equals((double) length);
    }

    private boolean keepsSamplesApart(List<Length> lengths) {
        if (lengths.isEmpty()) {
            return false;
        }
        Length first = lengths.get(0);
        if (first.input() >= 0) {
            return first.value() == 0;
        }
        int part = fixedProduct(target.subList(1, target.size()));
        if (!first.equals(Length.REST) || part <= 0) {
            return false;
        }
        for (int axis = 1; axis <= x.shape().rank(); axis++) {
            int tail = x.shape().size(axis, x.shape().rank());
            if (tail != Shape.FREE && tail > 0 && tail % part == 0) {
                return true;
            }
        }
        Shape sample = g.shapeOfOneSample(x);
        int elements = sample.size(0, sample.rank());
        return elements != Shape.FREE && elements % part == 0;
    }

    private static int fixedProduct(List<Object> lengths) {
        int product = 1;
        for (Object length : lengths) {
            if (!(length instanceof Double number) || number < 0) {
                return Shape.FREE;
            }
            product = Math.multiplyExact(product, number.intValue());
        }
        return product;
    }
}
