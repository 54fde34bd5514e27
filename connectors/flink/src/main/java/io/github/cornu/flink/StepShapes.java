package io.github.cornu.flink;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** What one time step of a model takes and gives, for one stream: shapes with a batch axis of 1. */
final class StepShapes {
    /** Strided windows and upsampling have shown all that they give after so many steps. */
    private static final int TRIED = 64;

    final List<Shape> inputs = new ArrayList<>();
    /** With room for as many time steps as may come out. */
    final List<Shape> outputs = new ArrayList<>();
    /** How many time steps that is, by output. */
    final int[] steps;

    /** @throws ModelException if the model cannot be stepped, or its inputs have no fixed shapes */
    StepShapes(Model model) {
        Session stream = model.newSession().stream();
        for (TensorSpec input : stream.inputs()) {
            inputs.add(one(input));
        }
        for (TensorSpec output : model.outputs()) {
            if (output.texts()) {
                throw new ModelException("output '" + output.name() + "' is of texts, which a stream of floats is not");
            }
        }
        steps = new int[model.outputs().size()];
        List<Tensor> zeros = inputs.stream().map(Tensor::zeros).toList();
        int tried = model.checkStream() + TRIED;
        for (int i = 0; i < tried; i++) {
            List<Tensor> results;
            try {
                results = stream.run(zeros);
            } catch (ModelException e) {
                if (i == 0) {
                    throw e;
                }
                break; // The stream is at its end, as that of attention may soon be.
            }
            for (int o = 0; o < steps.length; o++) {
                Shape shape = results.get(o).shape();
                if (i == 0) {
                    outputs.add(shape);
                    steps[o] = 1;
                }
                if (stream.steps(o) >= steps[o]) {
                    steps[o] = stream.steps(o);
                    outputs.set(o, shape);
                }
            }
        }
    }

    private static Shape one(TensorSpec input) {
        Shape shape = input.shape().with(0, 1);
        if (shape.rank() > 1 && shape.length(1) == Shape.FREE) {
            shape = shape.with(1, 1);
        }
        if (!shape.isFixed() || input.texts()) {
            throw new ModelException(
                    "input '" + input.name() + "': a time step has no fixed number of floats: " + input.kerasShape());
        }
        return shape;
    }
}
