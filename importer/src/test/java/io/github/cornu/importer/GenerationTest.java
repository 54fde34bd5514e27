package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.Feedback;
import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Sampling;
import io.github.cornu.Session;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known steps, then outputs fed back: at every step what Keras's own loop gives. */
class GenerationTest {
    private static final Path FOLDER = TestData.ROOT.resolve("generation");

    private static Feedback feedback(String name) {
        return switch (name) {
            case "index" -> Feedback.index();
            case "oneHot" -> Feedback.oneHot();
            default -> Feedback.identity();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "cos_1_layer, identity",
        "cos_2_layers, identity",
        "one_to_many, identity",
        "words, index",
        "letters, oneHot"
    })
    void everyStepIsKerass(String name, String feedback) {
        Path folder = FOLDER.resolve(name);
        Tensor expected = Npy.read(folder.resolve("generated.npy"));
        Tensor known = Npy.read(folder.resolve("known.npy"));
        Session session = KerasModels.load(folder.resolve("model.h5")).newSession();
        Tensor generated =
                Generation.run(session.stream(), known, expected.shape().length(1), feedback(feedback));
        Comparison comparison = Comparison.of(name, expected, generated);
        assertTrue(comparison.isWithin(TestData.TOLERANCE), comparison::toString);
    }

    @ParameterizedTest
    @CsvSource({"window, identity", "window_sequences, oneHot", "window_words, index"})
    void aWindowSlidesAsInKerassLoop(String name, String feedback) {
        Path folder = FOLDER.resolve(name);
        Tensor expected = Npy.read(folder.resolve("generated.npy"));
        Tensor known = Npy.read(folder.resolve("known.npy"));
        for (String file : List.of("model.h5", "model.keras")) {
            Session session = KerasModels.load(folder.resolve(file)).newSession();
            Tensor generated = Generation.slide(session, known, expected.shape().length(1), feedback(feedback));
            Comparison comparison = Comparison.of(name, expected, generated);
            assertTrue(comparison.isWithin(TestData.TOLERANCE), comparison::toString);
        }
    }

    @Test
    void aWindowNeedsItsSteps() {
        Session session = KerasModels.load(FOLDER.resolve("window/model.h5")).newSession();
        ModelException e = assertThrows(
                ModelException.class, () -> Generation.slide(session, Tensor.zeros(1, 5, 1), 3, Feedback.identity()));
        assertEquals("the known sequence (1, 5, 1) is shorter than the model's window of 6 steps", e.getMessage());
        ModelException other = assertThrows(
                ModelException.class,
                () -> Generation.slide(session, Tensor.zeros(1, 6, 1), 3, (output, step) -> Tensor.zeros(1, 2)));
        assertEquals("expected the shape (1, 1) for the next step, got (1, 2)", other.getMessage());
    }

    @Test
    void itGoesOnWhereItEnded() {
        Path folder = FOLDER.resolve("letters");
        Tensor known = Npy.read(folder.resolve("known.npy"));
        Model model = KerasModels.load(folder.resolve("model.h5"));
        Tensor ten = Generation.run(model.newSession().stream(), known, 10, Feedback.oneHot());
        Session session = model.newSession().stream();
        Tensor four = Generation.run(session, known, 4, Feedback.oneHot());
        Tensor last = Tensor.of(java.util.Arrays.copyOfRange(four.data(), 18, 24), 1, 6);
        Tensor next = Feedback.oneHot().next(last, 4);
        Tensor rest = Generation.run(session, Tensor.of(next.data(), 1, 1, 6), 6, Feedback.oneHot());
        for (int i = 0; i < rest.data().length; i++) {
            assertEquals(ten.data()[24 + i], rest.data()[i]);
        }
    }

    @Test
    void anEndTokenStopsIt() {
        Path folder = FOLDER.resolve("letters");
        Tensor known = Npy.read(folder.resolve("known.npy"));
        Session session = KerasModels.load(folder.resolve("model.h5")).newSession();
        Feedback three = (output, step) -> step == 3 ? null : Feedback.oneHot().next(output, step);
        assertEquals(
                Shape.of(1, 3, 6),
                Generation.run(session.stream(), known, 30, three).shape());
    }

    @Test
    void equalSeedsDrawEqualSequences() {
        Path folder = FOLDER.resolve("words");
        Tensor known = Npy.read(folder.resolve("known.npy"));
        Model model = KerasModels.load(folder.resolve("model.h5"));
        Tensor first = drawn(model, known, Feedback.tokens(model, Sampling.random(7)));
        Tensor second = drawn(model, known, Feedback.tokens(model, Sampling.random(7)));
        Tensor other = drawn(model, known, Feedback.tokens(model, Sampling.random(8)));
        assertEquals(first, second);
        assertTrue(!first.equals(other));
    }

    private static Tensor drawn(Model model, Tensor known, Feedback feedback) {
        return Generation.run(model.newSession().stream(), known, 20, feedback);
    }

    @Test
    void drawnTokensAreOneHotOnRequest() {
        Path folder = FOLDER.resolve("letters");
        Tensor known = Npy.read(folder.resolve("known.npy"));
        Model model = KerasModels.load(folder.resolve("model.h5"));
        Feedback tokens = Feedback.tokens(model, Sampling.random(7));
        Feedback indices = (output, step) -> {
            Tensor hot = Tensor.zeros(output.shape());
            hot.data()[(int) tokens.next(output, step).data()[0]] = 1f;
            return hot;
        };
        Feedback oneHot = Feedback.oneHot(model, Sampling.random(7));
        assertEquals(drawn(model, known, indices), drawn(model, known, oneHot));
        assertTrue(!drawn(model, known, Feedback.oneHot()).equals(drawn(model, known, oneHot)));
    }

    @Test
    void wrongUse() {
        Model model = KerasModels.load(FOLDER.resolve("letters/model.h5"));
        Tensor known = Tensor.zeros(1, 2, 6);
        Session session = model.newSession().stream();
        assertThrows(IllegalArgumentException.class, () -> Generation.run(session, known, 0, Feedback.identity()));
    }
}
