package io.github.cornu.op.custom;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A function that the user of the library wrote in Java. It gets copies of its inputs, and an output of zeros, so that
 * it can change nothing else; a session reuses both from call to call.
 *
 * <p>All sessions of a model call it, many threads at once. Like every operation it computes each sample, axis 0, from
 * that sample alone, and it keeps nothing from call to call. Its bits are the same on all kernels; to have them on
 * every JDK and CPU, use {@link StrictMath} in place of {@link Math} where they differ; but its sine, cosine and
 * tangent allocate an array at each call in Java 21 and later.
 *
 * @param shape the shape of the output for inputs of given shapes. Axes may be free ({@link Shape#FREE}), axis 0 is
 *     that of the inputs
 * @param body what it computes
 * @param stepwise whether it computes each time step, axis 1, from that step alone, so that it can be run as a stream
 * @param named what {@code .cornu} files have of it; null if it is not from {@link JavaFunctions}
 */
public record JavaFunction(Function<List<Shape>, Shape> shape, Body body, boolean stepwise, NamedFunction named)
        implements SingleOutput {
    /** What a function computes. */
    @FunctionalInterface
    public interface Body {
        /**
         * Computes the output.
         *
         * @param inputs row-major arrays with their shapes, of which no axis is free
         * @param output takes the result; all zeros before
         */
        void run(List<Tensor> inputs, Tensor output);
    }

    /** A function of one float. */
    @FunctionalInterface
    public interface OfFloat {
        /** The function's value at x. */
        float apply(float x);
    }

    public JavaFunction {
        Objects.requireNonNull(shape);
        Objects.requireNonNull(body);
    }

    /**
     * A function that may mix the time steps of a sample.
     *
     * @param shape the shape of the output for inputs of given shapes, for instance {@code x -> x.get(0).remove(1)}
     */
    public static JavaFunction of(Function<List<Shape>, Shape> shape, Body body) {
        return new JavaFunction(shape, body, false, null);
    }

    /** A function of each element alone. */
    public static JavaFunction ofElements(OfFloat function) {
        Objects.requireNonNull(function);
        return new JavaFunction(
                inputs -> inputs.get(0),
                (inputs, output) -> {
                    float[] x = inputs.get(0).data();
                    for (int i = 0; i < x.length; i++) {
                        output.data()[i] = function.apply(x[i]);
                    }
                },
                true,
                null);
    }

    /** This function, which computes each time step, axis 1, from that step alone: streams can run it. */
    public JavaFunction ofSteps() {
        return new JavaFunction(shape, body, true, named);
    }

    JavaFunction from(NamedFunction origin) {
        return new JavaFunction(shape, body, stepwise, origin);
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a Java function needs an input");
        }
        Shape output;
        try {
            output = shape.apply(inputs);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("its function of shapes failed: " + e, e);
        }
        boolean fits = output != null
                && output.rank() > 0
                && output.length(0) == inputs.get(0).length(0)
                && (output.isFixed() || !inputs.stream().allMatch(Shape::isFixed));
        if (!fits) {
            throw new IllegalArgumentException("its Java function gives the shape " + output + " for inputs of "
                    + inputs + "; axis 0 is to stay, and no other axis may be free where the inputs' are not");
        }
        return output;
    }

    @Override
    public List<Weight> weights() {
        return named == null ? List.of() : named.weights();
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        int sequence = inputs.indexOf(Time.AXIS);
        if (sequence < 0) {
            return Time.same(inputs);
        }
        if (!stepwise) {
            throw new IllegalArgumentException(
                    "its Java function gets the whole sequence; say ofSteps() if it computes each step alone");
        }
        Time time = Time.same(inputs);
        Shape output = outputShape(shapes);
        if (output.rank() < 2 || output.length(1) != shapes.get(sequence).length(1)) {
            throw new IllegalArgumentException("its Java function of steps makes " + output + " of " + shapes
                    + ", which has other steps along axis 1");
        }
        return time;
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> new Run(this, binding);
    }

    /** The function at fixed shapes; the key of its tensors in the memory of a session. */
    private static final class Run implements Step {
        private final JavaFunction function;
        private final int[] slots;
        private final Shape[] shapes;

        /** Inputs, then the output. */
        Run(JavaFunction function, Binding binding) {
            this.function = function;
            int inputs = binding.inputs();
            slots = new int[inputs + 1];
            shapes = new Shape[inputs + 1];
            for (int i = 0; i < inputs; i++) {
                slots[i] = binding.input(i);
                shapes[i] = binding.inputShape(i);
            }
            slots[inputs] = binding.output(0);
            shapes[inputs] = binding.outputShape(0);
        }

        @Override
        public void run(Memory m) {
            Memory.Arguments arguments = m.arguments(this, shapes);
            int inputs = slots.length - 1;
            for (int i = 0; i < inputs; i++) {
                float[] copy = arguments.inputs().get(i).data();
                System.arraycopy(m.slot(slots[i]), 0, copy, 0, copy.length);
            }
            float[] y = arguments.output().data();
            Arrays.fill(y, 0f);
            try {
                function.body.run(arguments.inputs(), arguments.output());
            } catch (Exception e) {
                throw new IllegalArgumentException("its Java function failed: " + e, e);
            }
            System.arraycopy(y, 0, m.slot(slots[inputs]), 0, y.length);
        }
    }
}
