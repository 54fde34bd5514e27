package io.github.cornu;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Shapes of inputs that a model can be called with. Where it leaves axes free, they are those that {@code
 * make_golden.py} takes: 7 time steps and images of 32 by 32, or more where that is too little for it.
 */
public final class InputShapes {
    private static final int[] STEPS = {7, 32, 128, 7};
    private static final int[] SIDES = {32, 64, 256, 7};
    private static final int TEXT = 16;

    private InputShapes() {}

    /**
     * Shapes for calls of a session.
     *
     * @param batch samples of a call
     * @param steps time steps where the model leaves them free, or 0
     * @throws ModelException if it takes another number of steps, or none of the shapes that were tried; it says what
     *     is wrong with the last
     */
    public static List<Shape> of(Model model, int batch, int steps) {
        Objects.requireNonNull(model, "model");
        requirePositive(batch, steps);
        if (steps > 0) {
            requireSteps(model, steps);
        }
        for (int attempt = 0; ; attempt++) {
            List<Shape> shapes = new ArrayList<>();
            for (TensorSpec input : model.inputs()) {
                shapes.add(filled(input, batch, steps > 0 ? steps : STEPS[attempt], SIDES[attempt]));
            }
            try {
                model.program().plan(shapes);
                return shapes;
            } catch (ModelException e) {
                boolean free = model.inputs().stream()
                        .anyMatch(input ->
                                !input.shape().axes(1, input.shape().rank()).isFixed());
                if (!free || attempt == STEPS.length - 1) {
                    throw e;
                }
            }
        }
    }

    /**
     * Shapes for calls of the session of a stream.
     *
     * @param batch samples of a call
     * @param steps time steps of a call
     * @throws ModelException if the model cannot be run in chunks; it names the layer and the reason
     */
    public static List<Shape> ofStream(Model model, int batch, int steps) {
        Objects.requireNonNull(model, "model");
        requirePositive(batch, steps);
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < model.inputs().size(); i++) {
            Shape shape = filled(model.inputs().get(i), batch, Math.max(1, steps), SIDES[0]);
            shapes.add(model.streamProgram().isSequence(i) ? shape.with(1, Math.max(1, steps)) : shape);
        }
        return shapes;
    }

    private static void requireSteps(Model model, int steps) {
        List<Integer> fixed = new ArrayList<>();
        for (TensorSpec input : model.inputs()) {
            Shape shape = input.kerasShape();
            boolean free = shape.rank() > 1 && shape.length(1) == Shape.FREE && isTime(shape, 1);
            if (free || shape.rank() > 2 && shape.length(1) == steps) {
                return;
            }
            if (shape.rank() > 2) {
                fixed.add(shape.length(1));
            }
        }
        String taken =
                fixed.isEmpty() ? "no time steps" : fixed.get(0) + (fixed.get(0) == 1 ? " time step" : " time steps");
        throw new ModelException("it takes " + taken + ", not " + steps);
    }

    private static void requirePositive(int batch, int steps) {
        if (batch < 1 || steps < 0) {
            throw new IllegalArgumentException("a batch of " + batch + " samples with " + steps + " steps");
        }
    }

    private static Shape filled(TensorSpec input, int batch, int steps, int side) {
        Shape shape = input.shape();
        for (int axis = 0; axis < input.shape().rank(); axis++) {
            if (input.shape().length(axis) == Shape.FREE) {
                boolean text = input.texts() && axis == shape.rank() - 1;
                int length = isTime(input.shape(), axis) ? steps : side;
                shape = shape.with(axis, axis == 0 ? batch : text ? TEXT : length);
            }
        }
        return shape;
    }

    private static boolean isTime(Shape shape, int axis) {
        boolean image = shape.rank() == 4 && shape.length(2) == Shape.FREE;
        return axis == 1 && !image || shape.rank() == 3;
    }
}
