package io.github.cornu.importer;

import static io.github.cornu.importer.TestData.SCALAR;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import org.junit.jupiter.api.Test;

/** Outputs as long as the longest text of each call. */
class TextLengthsTest {
    private static final Model MODEL =
            new GoldenCase(TestData.ROOT.resolve("layers/text_vectorization/free_int_k3")).load(SCALAR);

    @Test
    void callsOfASessionDifferInLength() {
        Session session = MODEL.newSession();
        Tensor two = session.run(Texts.of("the cat sat", "on"));
        assertEquals("(2, 3)", two.shape().toString());
        assertArrayEquals(new float[] {2, 3, 4, 5, 0, 0}, two.data());
        assertArrayEquals(new float[] {5}, session.run(Texts.of("on")).data());
        // As many code points as before, and more words.
        assertArrayEquals(
                new float[] {5, 5, 5, 5}, session.run(Texts.of("on on on on")).data());
        assertEquals(two, session.run(Texts.of("the cat sat", "on")));
    }

    @Test
    void samplesCannotBeRunApart() {
        Tensor texts = Texts.of("the cat sat", "on", "mat");
        assertEquals(MODEL.run(texts), MODEL.predict(texts, 3));
        ModelException e = assertThrows(ModelException.class, () -> MODEL.predict(texts, 2));
        assertTrue(e.getMessage().contains("give it an output_sequence_length"), e.getMessage());
    }

    @Test
    void numbersAreRefusedBeforeTheyAreRead() {
        ModelException e = assertThrows(ModelException.class, () -> MODEL.run(Tensor.zeros(1, 1)));
        assertEquals(
                "input 'in0': expected texts of the shape (None, 1), got numbers of the shape (1, 1)", e.getMessage());
    }
}
