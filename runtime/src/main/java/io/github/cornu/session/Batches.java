package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.Program;
import io.github.cornu.tensor.Rows;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Runs a program on many samples, batch by batch. */
public final class Batches {
    private final Program program;
    private final SessionRunner runner;
    private final List<Tensor> inputs;
    private final int samples;
    private List<Tensor> results;

    /**
     * All samples, whose shapes are checked.
     *
     * @param runner of the program, which keeps no states
     * @throws ModelException if the inputs do not fit
     */
    public Batches(Program program, SessionRunner runner, List<Tensor> inputs) {
        this.program = program;
        this.runner = runner;
        this.inputs = inputs;
        runner.check(inputs);
        this.samples = inputs.get(0).shape().length(0);
    }

    /**
     * Runs them. Beside the results and the tensors of a batch nothing is allocated.
     *
     * @param size samples of a batch; the last one may be smaller
     * @param progress is told after each batch how many samples are done
     * @return the outputs of all samples
     * @throws ModelException if a layer cannot take batches of this size, or the outputs are too large; before the
     *     first one
     */
    public List<Tensor> run(int size, IntConsumer progress) {
        if (samples <= size) {
            results = runner.run(inputs);
            progress.accept(samples);
            return results;
        }
        program.requireSamples();
        int rest = samples % size;
        Plan plan = plan(size);
        Plan last = rest == 0 ? plan : plan(rest);
        results = new ArrayList<>();
        for (int i = 0; i < plan.outputs().size(); i++) {
            TensorSpec spec = program.outputs().get(i);
            results.add(result(
                    spec, plan.outputs().get(i).shape(), last.outputs().get(i).shape()));
        }
        run(plan, 0, samples - rest, size, progress);
        run(last, samples - rest, samples, rest, progress);
        return List.copyOf(results);
    }

    private Plan plan(int count) {
        Plan plan = program.plan(
                inputs.stream().map(input -> input.shape().with(0, count)).toList());
        for (int i = 0; i < plan.outputs().size(); i++) {
            Shape shape = plan.outputs().get(i).shape();
            if (shape.rank() == 0 || shape.length(0) != count) {
                throw new ModelException("output '" + program.outputs().get(i).name() + "' of " + count
                        + " samples has the shape " + shape + ": run all samples in one call");
            }
        }
        return plan;
    }

    private Tensor result(TensorSpec spec, Shape batch, Shape last) {
        if (!batch.with(0, Shape.FREE).accepts(last)) {
            throw new ModelException("the outputs of two batches have the shapes " + batch + " and " + last);
        }
        Shape all = batch.with(0, samples);
        try {
            return spec.zeros(all);
        } catch (ArithmeticException e) {
            throw new ModelException("the result " + all + " is larger than an array can be: give fewer samples", e);
        }
    }

    /** Runs the samples from one to before another one. */
    private void run(Plan plan, int from, int to, int size, IntConsumer progress) {
        if (from == to) {
            return;
        }
        List<Tensor> in = inputs.stream()
                .map(input -> Rows.slice(input, from, from + size))
                .toList();
        List<Tensor> out = new ArrayList<>();
        for (int i = 0; i < plan.outputs().size(); i++) {
            out.add(program.outputs().get(i).zeros(plan.outputs().get(i).shape()));
        }
        for (int first = from; first < to; first += size) {
            for (int i = 0; i < in.size(); i++) {
                Rows.copy(inputs.get(i), first, in.get(i), 0, size);
            }
            runner.run(in, out);
            for (int i = 0; i < out.size(); i++) {
                Rows.copy(out.get(i), 0, results.get(i), first, size);
            }
            progress.accept(first + size);
        }
    }
}
