package io.github.cornu;

import io.github.cornu.plan.InputUse;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Inputs that a model can make something of: for warming it up, and for measuring it. */
public final class RandomInputs {
    private static final List<String> WORDS = List.of("red", "green", "blue", "unheard-of");

    private RandomInputs() {}

    /**
     * Normally distributed numbers with a mean of 0 and a deviation of 1; indices that an Embedding has; numbers and
     * texts of a vocabulary; masks of 1.
     *
     * @param shapes of all inputs, in order, no axis free
     * @param seed the same one gives the same numbers
     */
    public static List<Tensor> of(Model model, List<Shape> shapes, long seed) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(shapes, "shapes");
        List<InputUse> uses = InputUse.of(model.source());
        List<Tensor> inputs = inputs(model, shapes, uses, seed, false);
        if (uses.stream().allMatch(InputUse::isKnown) || runs(model, inputs)) {
            return inputs;
        }
        List<Tensor> whole = inputs(model, shapes, uses, seed, true);
        return runs(model, whole) ? whole : inputs;
    }

    private static boolean runs(Model model, List<Tensor> inputs) {
        if (!model.program().canFail()) {
            return true;
        }
        try {
            model.newSession().run(inputs);
            return true;
        } catch (ModelException e) {
            return false;
        }
    }

    /** @param whole whether numbers of unknown use are 0 and 1 */
    private static List<Tensor> inputs(Model model, List<Shape> shapes, List<InputUse> uses, long seed, boolean whole) {
        Random random = new Random(seed);
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            Shape shape = shapes.get(i);
            inputs.add(
                    model.inputs().get(i).texts()
                            ? texts(shape.axes(0, shape.rank() - 1), uses.get(i), random)
                            : numbers(shape, uses.get(i), random, whole));
        }
        return inputs;
    }

    private static Tensor texts(Shape shape, InputUse use, Random random) {
        List<String> words = use.words().isEmpty() ? WORDS : use.words();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            texts.add(words.get(random.nextInt(words.size())));
        }
        return Texts.of(texts, shape.lengths());
    }

    private static Tensor numbers(Shape shape, InputUse use, Random random, boolean whole) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] =
                    use.isKnown() ? use.number(random) : whole ? random.nextInt(2) : (float) random.nextGaussian();
        }
        return tensor;
    }
}
