package io.github.cornu.flink;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.List;

/**
 * Takes the numbers of one time step: those of all inputs of the model after each other, in the model's order. Valid
 * during the call of an {@link InputFunction}.
 */
public final class StepInput {
    private final List<TensorSpec> inputs;
    private final float[] numbers;
    private final boolean nanAllowed;
    private int count;

    StepInput(Model model, int size, boolean nanAllowed) {
        this.inputs = model.inputs();
        this.numbers = new float[size];
        this.nanAllowed = nanAllowed;
    }

    /** Adds numbers. */
    public StepInput put(float... values) {
        for (float value : values) {
            put(value);
        }
        return this;
    }

    /** Adds a number. */
    public StepInput put(float value) {
        if (count < numbers.length) {
            numbers[count] = value;
        }
        count++;
        return this;
    }

    /** Adds a number, rounded to float32. */
    public StepInput put(double value) {
        return put((float) value);
    }

    void clear() {
        count = 0;
    }

    float[] numbers() {
        return numbers;
    }

    /** @throws ModelException if these are no input for the model */
    void check() {
        if (count != numbers.length) {
            throw new ModelException("the event gives " + count + " numbers, a step of the model takes "
                    + numbers.length + ": " + shapes());
        }
        for (int i = 0; i < count && !nanAllowed; i++) {
            if (!Float.isFinite(numbers[i])) {
                throw new ModelException("number " + i + " of the event is " + numbers[i]
                        + ", which would stay in the state of its key; allowNaN() lets it pass");
            }
        }
    }

    private String shapes() {
        List<String> texts = inputs.stream()
                .map(input -> "input '" + input.name() + "' " + sample(input.shape()))
                .toList();
        return String.join(", ", texts);
    }

    private static Shape sample(Shape shape) {
        return shape.with(0, Shape.FREE);
    }
}
