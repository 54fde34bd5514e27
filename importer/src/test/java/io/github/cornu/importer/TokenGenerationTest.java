package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Beam;
import io.github.cornu.Comparison;
import io.github.cornu.Feedback;
import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Sampling;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that a small GPT-2 goes on with: those of a loop around Keras that computes each of them anew. */
class TokenGenerationTest {
    private static final Path FOLDER = TestData.ROOT.resolve("generation/gpt");
    private static final Model MODEL = KerasModels.load(FOLDER.resolve("model.h5"));
    private static final int[] PROMPT =
            tokens(Npy.read(FOLDER.resolve("known.npy")).data());

    private static int[] tokens(float... floats) {
        return IntStream.range(0, floats.length).map(i -> (int) floats[i]).toArray();
    }

    private static Session stream() {
        return MODEL.newSession().stream();
    }

    @Test
    void greedyTokensAreKerass() {
        int[] expected = tokens(Npy.read(FOLDER.resolve("tokens.npy")).data());
        assertArrayEquals(expected, Generation.tokens(stream(), PROMPT, expected.length, Sampling.greedy()));
        Tensor logits = Npy.read(FOLDER.resolve("generated.npy"));
        Tensor known = Npy.read(FOLDER.resolve("known.npy"));
        Tensor generated = Generation.run(stream(), known, expected.length, Feedback.tokens(MODEL, Sampling.greedy()));
        Comparison comparison = Comparison.of("logits", logits, generated);
        assertTrue(comparison.isWithin(TestData.TOLERANCE), comparison::toString);
    }

    @Test
    void beamsAreThoseOfALoopAroundKeras() {
        Tensor expected = Npy.read(FOLDER.resolve("beams.npy"));
        float[] scores = Npy.read(FOLDER.resolve("scores.npy")).data();
        int end = (int) Npy.read(FOLDER.resolve("end.npy")).data()[0];
        Session session = stream();
        State before = session.state();
        List<Beam> beams = Generation.beams(session, PROMPT, 9, 3, end);
        assertEquals(3, beams.size());
        for (int i = 0; i < 3; i++) {
            int[] row = tokens(Arrays.copyOfRange(expected.data(), i * 9, (i + 1) * 9));
            int[] sequence = Arrays.stream(row).filter(token -> token >= 0).toArray();
            assertArrayEquals(sequence, beams.get(i).tokens());
            assertEquals(scores[i], beams.get(i).logProbability(), 1e-4);
        }
        assertEquals(before, session.state());
        Beam one = Generation.beams(session, PROMPT, 9, 1, Sampling.NO_END).get(0);
        assertArrayEquals(Generation.tokens(session, PROMPT, 9, Sampling.greedy()), one.tokens());
    }

    @Test
    void equalSeedsDrawEqualTokens() {
        Sampling sampling = Sampling.random(5).withTemperature(1.4).withTopK(9).withTopP(0.95);
        int[] first = Generation.tokens(stream(), PROMPT, 25, sampling);
        assertArrayEquals(first, Generation.tokens(stream(), PROMPT, 25, sampling));
        Sampling other = Sampling.random(6).withTemperature(1.4).withTopK(9).withTopP(0.95);
        assertNotEquals(Arrays.toString(first), Arrays.toString(Generation.tokens(stream(), PROMPT, 25, other)));
        int[] greedy = Generation.tokens(stream(), PROMPT, 25, Sampling.greedy());
        assertArrayEquals(
                greedy,
                Generation.tokens(stream(), PROMPT, 25, Sampling.random(1).withTopK(1)));
        assertArrayEquals(
                greedy,
                Generation.tokens(stream(), PROMPT, 25, Sampling.random(1).withTopP(1e-9)));
        assertArrayEquals(
                greedy,
                Generation.tokens(stream(), PROMPT, 25, Sampling.random(1).withTemperature(1e-6)));
    }

    /** Of 4,000 tokens drawn after the same prompt. */
    @Test
    void tokensAreDrawnByTheirProbability() {
        Session session = stream();
        Tensor logits =
                session.run(Tensor.of(Npy.read(FOLDER.resolve("known.npy")).data(), 1, PROMPT.length));
        int count = logits.shape().length(-1);
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = Math.exp(logits.data()[(PROMPT.length - 1) * count + i] / 1.5);
        }
        double total = Arrays.stream(weights).sum();
        int[] drawn = new int[count];
        Tensor last = Tensor.of(
                Arrays.copyOfRange(logits.data(), (PROMPT.length - 1) * count, PROMPT.length * count), 1, count);
        Feedback feedback = Feedback.tokens(MODEL, Sampling.random(11).withTemperature(1.5));
        for (int i = 0; i < 4000; i++) {
            drawn[(int) feedback.next(last, 1).data()[0]]++;
        }
        for (int i = 0; i < count; i++) {
            assertEquals(weights[i] / total, drawn[i] / 4000.0, 0.04);
        }
    }

    @Test
    void itEndsWhenItIsTold(@TempDir Path folder) {
        int[] greedy = Generation.tokens(stream(), PROMPT, 9, Sampling.greedy());
        Session session = stream();
        int[] ended = Generation.tokens(session, PROMPT, 9, Sampling.greedy().withEnd(greedy[1]));
        assertArrayEquals(Arrays.copyOf(greedy, ended.length), ended);
        List<Integer> heard = new ArrayList<>();
        Session other = stream();
        int[] three = Generation.tokens(other, PROMPT, 9, Sampling.greedy(), token -> {
            heard.add(token);
            return heard.size() < 3;
        });
        assertEquals(3, three.length);
        assertEquals(Arrays.stream(three).boxed().toList(), heard);
        StateFile.save(folder.resolve("states.h5"), other.state(), MODEL);
        Session later = stream();
        later.restore(StateFile.load(folder.resolve("states.h5"), MODEL));
        assertEquals(other.state(), later.state());
        int[] rest = Generation.tokens(later, new int[] {three[2]}, 6, Sampling.greedy());
        assertArrayEquals(Arrays.copyOfRange(greedy, 3, 9), rest);
    }

    @Test
    void wrongUse() {
        ModelException e =
                assertThrows(ModelException.class, () -> Generation.tokens(stream(), PROMPT, 60, Sampling.greedy()));
        assertTrue(e.getMessage().contains("the index 48.0 is not in [0, 48)"), e.getMessage());
        assertThrows(ModelException.class, () -> Generation.tokens(stream(), new int[] {29}, 1, Sampling.greedy()));
        assertThrows(
                IllegalArgumentException.class, () -> Generation.tokens(stream(), new int[0], 1, Sampling.greedy()));
        assertThrows(IllegalArgumentException.class, () -> Generation.tokens(stream(), PROMPT, 0, Sampling.greedy()));
        assertThrows(IllegalArgumentException.class, () -> Generation.beams(stream(), PROMPT, 3, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Sampling.random(1).withTopK(0));
        assertThrows(IllegalArgumentException.class, () -> Sampling.random(1).withTopP(1.1));
        assertThrows(IllegalArgumentException.class, () -> Sampling.random(1).withTemperature(0));
        assertThrows(IllegalArgumentException.class, () -> Sampling.greedy().withTopK(3));
        Model letters = KerasModels.load(TestData.ROOT.resolve("generation/letters/model.h5"));
        int[] text = Generation.tokens(letters.newSession().stream(), new int[] {0, 3, 5, 1}, 7, Sampling.greedy());
        assertEquals(7, text.length);
    }
}
