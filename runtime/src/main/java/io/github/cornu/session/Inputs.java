package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.Program;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tensors that a call takes, which are checked against the model's inputs. */
final class Inputs {
    private final List<TensorSpec> specs;
    private final Tensor[] tensors;

    Inputs(List<TensorSpec> specs) {
        this.specs = specs;
        this.tensors = new Tensor[specs.size()];
    }

    int count() {
        return tensors.length;
    }

    void setOne(Tensor tensor) {
        ArrayElements.set(tensors, 0, Objects.requireNonNull(tensor, "input"));
    }

    void set(List<Tensor> given) {
        Objects.requireNonNull(given, "inputs");
        if (given.size() != tensors.length) {
            throw new ModelException("the model has " + tensors.length + " inputs, given: " + given.size());
        }
        for (int i = 0; i < tensors.length; i++) {
            ArrayElements.set(tensors, i, ArrayElements.require(given.get(i), "inputs", i));
        }
    }

    void set(Map<String, Tensor> given) {
        Objects.requireNonNull(given, "inputs");
        List<String> names = specs.stream().map(TensorSpec::name).toList();
        if (given.size() != names.size() || !given.keySet().containsAll(names)) {
            throw new ModelException("the model takes the inputs " + names + ", given: " + given.keySet());
        }
        set(names.stream().map(given::get).toList());
    }

    /** Holds the tensors no longer. */
    void release() {
        Arrays.fill(tensors, null);
    }

    /** Checks what a plan for other shapes would not fit. */
    void check() {
        for (int i = 0; i < tensors.length; i++) {
            String name = specs.get(i).name();
            Shape expected = specs.get(i).shape();
            Shape shape = tensors[i].shape();
            if (!expected.accepts(shape) || specs.get(i).texts() != tensors[i].isTexts()) {
                throw new ModelException("input '" + name + "': expected "
                        + specs.get(i).expected() + ", got " + specs.get(i).given(tensors[i]));
            }
            int batch = tensors[0].shape().length(0);
            if (shape.length(0) != batch) {
                throw new ModelException("input '" + name + "' has " + shape.length(0) + " samples, input '"
                        + specs.get(0).name() + "' has " + batch);
            }
        }
    }

    /** Checks that each sequence is one time step. */
    void checkStep(Program stream) {
        for (int i = 0; i < tensors.length; i++) {
            Shape shape = tensors[i].shape();
            if (stream.isSequence(i) && shape.rank() > 1 && shape.length(1) != 1) {
                TensorSpec spec = specs.get(i);
                throw new ModelException("input '" + spec.name() + "': expected the shape "
                        + spec.shape().with(1, 1) + " of one time step, got " + shape);
            }
        }
    }

    /** The length of axis 0 of the first one. */
    int samples() {
        return tensors.length == 0 || tensors[0].shape().rank() == 0
                ? 1
                : tensors[0].shape().length(0);
    }

    /** The tensors themselves, not to be changed. */
    Tensor[] tensors() {
        return tensors;
    }

    /** The plan of a program for their shapes, where windows in time hold so many steps. */
    Plan plan(Program program, int[] held) {
        check();
        return program.plan(Arrays.stream(tensors).map(Tensor::shape).toList(), held);
    }

    /** Puts their arrays in. */
    void bind(PlanRun run) {
        for (int i = 0; i < tensors.length; i++) {
            run.input(i, tensors[i].data());
        }
    }
}
