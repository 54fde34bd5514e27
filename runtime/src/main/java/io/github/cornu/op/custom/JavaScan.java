package io.github.cornu.op.custom;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.op.recurrent.Gates;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A function that the user of the library wrote in Java, and that goes along the time steps of its inputs, axis 1, with
 * states of its own: it gets one step of one sample at a time, and the states as the step before has left them. They
 * are zeros where a sequence begins. Sessions keep them as they keep those of recurrent layers: from call to call of a
 * stream or a stateful session, in files, forks and pools.
 *
 * <pre>{@code
 * JavaScan.of(x -> x.get(0), (inputs, states, output) -> {
 *     float[] x = inputs[0], sum = states[0];
 *     for (int i = 0; i < x.length; i++) {
 *         output[i] = sum[i] += x[i];
 *     }
 * }).withState("sum", features)
 * }</pre>
 *
 * <p>Inputs: sequences (batch, time, …) of the same steps; a mask (batch, time) can be one of them, of whose steps each
 * is one number. Output: (batch, time, …), or (batch, …) of the last step only.
 *
 * <p>All sessions of a model call it, many threads at once. It keeps nothing from call to call but the states. Its bits
 * are the same on all kernels; to have them on every JDK and CPU, use {@link StrictMath} in place of {@link Math} where
 * they differ.
 *
 * @param shape the shape of the output of a step for the shapes of that step of the inputs, all without batch and time
 * @param body what it computes
 * @param kept its states, of one sample, in the order in which the body gets them
 * @param lastOnly whether the output of the last step comes out, and not those of all steps
 * @param stateful whether a call goes on from the states that the call before left, where sessions do as the file says
 * @param weights what it computes with, so that states of other weights are refused
 * @param named what {@code .cornu} files have of it; null if it is not from {@link JavaFunctions}
 */
public record JavaScan(
        Function<List<Shape>, Shape> shape,
        Body body,
        List<StateSpec> kept,
        boolean lastOnly,
        boolean stateful,
        List<Weight> weights,
        NamedFunction named)
        implements SingleOutput {
    /** One time step of one sample. */
    @FunctionalInterface
    public interface Body {
        /**
         * Computes the output of a step and changes the states.
         *
         * @param inputs copies of that step of each input, row-major
         * @param states what the step before has left, to be changed in place
         * @param output takes the result; all zeros before
         */
        void step(float[][] inputs, float[][] states, float[] output);
    }

    public JavaScan {
        Objects.requireNonNull(shape);
        Objects.requireNonNull(body);
        kept = List.copyOf(kept);
        weights = List.copyOf(weights);
        Set<String> names = new HashSet<>();
        for (StateSpec state : kept) {
            if (!state.shape().isFixed() || !names.add(state.name())) {
                throw new IllegalArgumentException("the state '" + state.name() + "' of the shape " + state.shape()
                        + "; each has a name of its own and a fixed shape");
            }
        }
    }

    /**
     * A function without states yet, whose outputs of all steps come out.
     *
     * @param shape the shape of the output of a step for the shapes of that step of the inputs, all without batch and
     *     time: {@code x -> x.get(0)} for an output as long as the first input
     */
    public static JavaScan of(Function<List<Shape>, Shape> shape, Body body) {
        return new JavaScan(shape, body, List.of(), false, false, List.of(), null);
    }

    /**
     * This function with one more state.
     *
     * @param name for messages and tables
     * @param lengths of its axes, of one sample
     * @throws IllegalArgumentException if it has a state of that name, or a length is free
     */
    public JavaScan withState(String name, int... lengths) {
        Shape own = Shape.of(lengths);
        List<StateSpec> more = new ArrayList<>(kept);
        more.add(new StateSpec(Objects.requireNonNull(name, "name"), own, own.isFixed() ? own.size() : 0));
        return new JavaScan(shape, body, more, lastOnly, stateful, weights, named);
    }

    /** This function, of which the output of the last step only comes out; zeros if no step ever came. */
    public JavaScan ofLastStep() {
        return new JavaScan(shape, body, kept, true, stateful, weights, named);
    }

    /** This function for a layer that keeps its states from call to call, as Keras's with {@code stateful=True}. */
    public JavaScan withStateful(boolean value) {
        return new JavaScan(shape, body, kept, lastOnly, value, weights, named);
    }

    /** This function with weights that its states belong to, and a name or null. */
    public JavaScan with(List<Weight> others, NamedFunction origin) {
        return new JavaScan(shape, body, kept, lastOnly, stateful, others, origin);
    }

    @Override
    public boolean canFail() {
        return true;
    }

    /** The shape of the output of a step. */
    private Shape step(List<Shape> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a Java function needs an input");
        }
        Shape first = inputs.get(0);
        List<Shape> steps = new ArrayList<>();
        for (Shape input : inputs) {
            Checks.minimumRank(input, 2);
            if (!first.axes(0, 2).accepts(input.axes(0, 2)) && !input.axes(0, 2).accepts(first.axes(0, 2))) {
                throw new IllegalArgumentException("its inputs have different samples or steps: " + inputs);
            }
            steps.add(input.axes(2, input.rank()));
        }
        Shape made;
        try {
            made = shape.apply(steps);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("its function of shapes failed: " + e, e);
        }
        if (made == null || !made.isFixed() && steps.stream().allMatch(Shape::isFixed)) {
            throw new IllegalArgumentException("its Java function gives the shape " + made + " for steps of " + steps
                    + "; no axis may be free where the inputs' are not");
        }
        return made;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape step = step(inputs);
        return inputs.get(0).axes(0, lastOnly ? 1 : 2).append(step);
    }

    @Override
    public int stateCount() {
        return kept.size() + (lastOnly ? 1 : 0);
    }

    /** What it declares, and the last output where no other comes out: a chunk may have no step. */
    @Override
    public List<StateSpec> states(List<Shape> inputs) {
        if (!lastOnly) {
            return kept;
        }
        Shape step = step(inputs);
        if (!step.isFixed()) {
            throw new IllegalArgumentException("the shape of its last output is not fixed: " + step);
        }
        List<StateSpec> all = new ArrayList<>(kept);
        all.add(new StateSpec("last", step, step.size()));
        return all;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.stream().anyMatch(time -> time != Time.AXIS)) {
            throw new IllegalArgumentException("its Java function goes along the steps of sequences, and one of its "
                    + "inputs is none in a stream");
        }
        return lastOnly ? Time.STEP : Time.AXIS;
    }

    @Override
    public Prepared prepare(Target target) {
        int fingerprint = Gates.fingerprint(weights.stream().map(Weight::read).toArray(float[][]::new));
        JavaScan scan = this;
        return new Prepared() {
            @Override
            public Step bind(Binding binding) {
                return new Run(scan, binding);
            }

            @Override
            public int fingerprint() {
                return fingerprint;
            }
        };
    }

    /** The function at fixed shapes; the key of its arrays in the memory of a session. */
    private static final class Run implements Step {
        private final JavaScan scan;
        private final int batch;
        private final int time;
        private final int[] inputs;
        private final int[] states;
        private final int output;
        /** The last output, or -1. */
        private final int last;
        /** Floats of a step of each input, of each state, of the output. */
        private final int[][] lengths;

        Run(JavaScan scan, Binding binding) {
            this.scan = scan;
            Shape first = binding.inputShape(0);
            batch = first.length(0);
            time = first.length(1);
            inputs = new int[binding.inputs()];
            Arrays.setAll(inputs, binding::input);
            states = new int[scan.kept.size()];
            Arrays.setAll(states, binding::state);
            output = binding.output(0);
            last = scan.lastOnly ? binding.state(states.length) : -1;
            int[] ofInputs = new int[inputs.length];
            Arrays.setAll(
                    ofInputs,
                    i -> binding.inputShape(i).size(2, binding.inputShape(i).rank()));
            int[] ofStates = scan.kept.stream().mapToInt(StateSpec::stride).toArray();
            Shape made = binding.outputShape(0);
            int ofOutput = made.size(scan.lastOnly ? 1 : 2, made.rank());
            lengths = new int[][] {ofInputs, ofStates, {ofOutput}};
        }

        @Override
        public void run(Memory m) {
            float[][][] own = m.arrays(this, lengths);
            boolean goesOn = m.keepsState(scan.stateful);
            for (int r = 0; r < batch; r++) {
                for (int k = 0; k < states.length; k++) {
                    begin(m.state(states[k]), r, own[1][k], goesOn);
                }
                for (int t = 0; t < time; t++) {
                    step(m, r * time + t, own[0], own[1], own[2][0]);
                }
                for (int k = 0; k < states.length; k++) {
                    System.arraycopy(own[1][k], 0, m.state(states[k]), r * own[1][k].length, own[1][k].length);
                }
                if (last >= 0) {
                    finish(m, r, own[2][0], goesOn);
                }
            }
        }

        private static void begin(float[] state, int row, float[] target, boolean goesOn) {
            if (goesOn) {
                System.arraycopy(state, row * target.length, target, 0, target.length);
            } else {
                Arrays.fill(target, 0f);
            }
        }

        private void step(Memory m, int step, float[][] x, float[][] own, float[] y) {
            for (int i = 0; i < inputs.length; i++) {
                System.arraycopy(m.slot(inputs[i]), step * x[i].length, x[i], 0, x[i].length);
            }
            Arrays.fill(y, 0f);
            try {
                scan.body.step(x, own, y);
            } catch (Exception e) {
                throw new IllegalArgumentException("its Java function failed: " + e, e);
            }
            if (last < 0) {
                System.arraycopy(y, 0, m.slot(output), step * y.length, y.length);
            }
        }

        private void finish(Memory m, int row, float[] y, boolean goesOn) {
            float[] state = m.state(last);
            if (time == 0) {
                begin(state, row, y, goesOn);
            }
            System.arraycopy(y, 0, state, row * y.length, y.length);
            System.arraycopy(y, 0, m.slot(output), row * y.length, y.length);
        }
    }
}
