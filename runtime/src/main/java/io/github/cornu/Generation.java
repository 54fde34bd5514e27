package io.github.cornu;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Lets a recurrent model go on from its own outputs. */
public final class Generation {
    private Generation() {}

    /**
     * Runs a known sequence, then feeds each output back as the next input. The session's states go on from where they are;
     * afterwards they are those after the last step that was fed.
     *
     * @param session of a stream, {@link Session#stream}; its model has one input and one output
     * @param known the sequence so far, shape (batch, steps, features), or (batch, steps) for a model that takes indices
     * @param steps how many outputs to generate, at least 1: the first is what the model gives after the last known step
     * @param feedback makes an input from the last output
     * @return the outputs, shape (batch, steps, units); fewer steps if the feedback stopped
     * @throws ModelException if the input does not fit, or no output comes at a step
     */
    public static Tensor run(Session session, Tensor known, int steps, Feedback feedback) {
        if (steps < 1) {
            throw new IllegalArgumentException("cannot generate " + steps + " steps");
        }
        List<Tensor> generated = new ArrayList<>();
        generated.add(last(session, session.run(known)));
        while (generated.size() < steps) {
            Tensor input = feedback.next(generated.get(generated.size() - 1), generated.size());
            if (input == null) {
                break;
            }
            generated.add(last(
                    session, session.run(Tensor.of(input.data(), input.shape().insert(1, 1)))));
        }
        return joined(generated);
    }

    /** The last time step of an output. */
    private static Tensor last(Session session, Tensor output) {
        int steps = session.steps(0);
        if (steps == 0) {
            throw new ModelException("no output comes after this step: the model's windows in time wait for more");
        }
        if (output.shape().rank() < 3) {
            return output;
        }
        int batch = output.shape().length(0);
        Shape shape = output.shape().remove(1);
        Tensor last = Tensor.zeros(shape);
        int size = shape.size() / Math.max(1, batch);
        for (int r = 0; r < batch; r++) {
            System.arraycopy(output.data(), (r * steps + steps - 1) * size, last.data(), r * size, size);
        }
        return last;
    }

    private static Tensor joined(List<Tensor> steps) {
        Shape one = steps.get(0).shape();
        int batch = one.length(0);
        Tensor all = Tensor.zeros(one.insert(1, steps.size()));
        int size = one.size() / Math.max(1, batch);
        for (int t = 0; t < steps.size(); t++) {
            for (int r = 0; r < batch; r++) {
                System.arraycopy(steps.get(t).data(), r * size, all.data(), (r * steps.size() + t) * size, size);
            }
        }
        return all;
    }
}
