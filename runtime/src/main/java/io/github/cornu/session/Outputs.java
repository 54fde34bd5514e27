package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.plan.Plan;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The tensors that the results of a call go to. */
public final class Outputs {
    private final List<TensorSpec> specs;
    private final Tensor[] tensors;
    /** For results that cannot be written where the caller wants them. */
    private final float[][] spare;

    Outputs(List<TensorSpec> specs) {
        this.specs = specs;
        this.tensors = new Tensor[specs.size()];
        this.spare = new float[specs.size()][0];
    }

    int count() {
        return tensors.length;
    }

    void setOne(Tensor tensor) {
        ArrayElements.set(tensors, 0, Objects.requireNonNull(tensor, "output"));
    }

    void set(List<Tensor> given) {
        Objects.requireNonNull(given, "outputs");
        if (given.size() != tensors.length) {
            throw new ModelException("the model has " + tensors.length + " outputs, given: " + given.size());
        }
        for (int i = 0; i < tensors.length; i++) {
            ArrayElements.set(tensors, i, ArrayElements.require(given.get(i), "outputs", i));
        }
    }

    /** Makes tensors for the results of a plan. */
    List<Tensor> allocate(Plan plan) {
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = specs.get(i).zeros(plan.outputs().get(i).shape());
        }
        return List.of(tensors);
    }

    /** Holds the tensors no longer. */
    void release() {
        Arrays.fill(tensors, null);
    }

    /**
     * Checks the shapes of the tensors.
     *
     * @param withRoom whether they may have room for more time steps
     */
    void check(Plan plan, boolean withRoom) {
        for (int i = 0; i < tensors.length; i++) {
            Shape result = plan.outputs().get(i).shape();
            Shape target = tensors[i].shape();
            if (!result.equals(target) && !(withRoom && hasRoom(result, target, 0))) {
                throw new ModelException("output '" + specs.get(i).name() + "': the result has the shape " + result
                        + ", the tensor for it " + target);
            }
            if (specs.get(i).texts() != tensors[i].isTexts()) {
                throw new ModelException("output '" + specs.get(i).name() + "': the result holds "
                        + (specs.get(i).texts()
                                ? "texts, the tensor for it numbers"
                                : "numbers, the tensor for it texts"));
            }
        }
    }

    /**
     * True where the shapes are equal, or differ in that there is room for more time steps.
     *
     * @param from the first axis that counts
     */
    public static boolean hasRoom(Shape result, Shape target, int from) {
        if (target.rank() != result.rank()) {
            return false;
        }
        for (int axis = from; axis < result.rank(); axis++) {
            boolean time = axis == 1 && result.rank() > 2;
            int length = result.length(axis);
            if (time ? target.length(axis) < length : target.length(axis) != length) {
                return false;
            }
        }
        return true;
    }

    /** Lets steps write to the tensors, unless those are inputs or have another layout. */
    void bind(PlanRun run, Tensor[] inputs) {
        for (int i = 0; i < tensors.length; i++) {
            run.output(i, target(i, run.plan().outputs().get(i).shape().size(), inputs));
        }
    }

    private float[] target(int index, int size, Tensor[] inputs) {
        float[] target = tensors[index].data();
        if (target.length == size && !isInput(target, inputs)) {
            return target;
        }
        if (spare[index].length != size) {
            spare[index] = new float[size];
        }
        return spare[index];
    }

    private static boolean isInput(float[] array, Tensor[] inputs) {
        for (Tensor tensor : inputs) {
            if (tensor.data() == array) {
                return true;
            }
        }
        return false;
    }

    /** Copies the results that are not in the tensors yet. */
    void collect(PlanRun run) {
        for (int i = 0; i < tensors.length; i++) {
            float[] result = run.result(i);
            if (result != tensors[i].data()) {
                copy(result, run.plan().outputs().get(i).shape(), tensors[i]);
            }
        }
    }

    /** Copies a result to a tensor that may have room for more time steps. */
    private static void copy(float[] result, Shape shape, Tensor to) {
        int rows = shape.rank() == 0 ? 1 : Math.max(1, shape.length(0));
        int size = shape.size() / rows;
        int stride = to.data().length / rows;
        for (int r = 0; r < rows; r++) {
            System.arraycopy(result, r * size, to.data(), r * stride, size);
        }
    }
}
