package io.github.cornu.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The search for the likeliest sequence. */
class KerasBeamsTest {
    /** @param later the scores of each step behind the first */
    private static int[] search(float[] first, float... later) {
        KerasBeams.Steps steps = new KerasBeams.Steps() {
            @Override
            public Tensor begin(int[] prompt) {
                return Tensor.of(first, 1, first.length);
            }

            @Override
            public Tensor next(int[] from, int[] tokens) {
                Tensor scores = Tensor.zeros(tokens.length, later.length);
                for (int i = 0; i < tokens.length; i++) {
                    System.arraycopy(later, 0, scores.data(), i * later.length, later.length);
                }
                return scores;
            }
        };
        return KerasBeams.search(steps, new int[] {1}, 2, 2, -1);
    }

    @Test
    void theLikeliestIsFound() {
        assertArrayEquals(new int[] {1, 2}, search(new float[] {0, 2, 1}, 0, 1, 2));
        float none = Float.NEGATIVE_INFINITY;
        assertArrayEquals(new int[] {1, 2}, search(new float[] {none, 2, 1}, 0, none, 2));
    }

    @Test
    void scoresThatAreNoNumbersAreRefused() {
        ModelException e = assertThrows(ModelException.class, () -> search(new float[] {0, Float.NaN, 1}, 0, 1, 2));
        assertEquals("the model gives NaN for token 1", e.getMessage());
        ModelException later = assertThrows(ModelException.class, () -> search(new float[] {0, 2, 1}, 0, 1, Float.NaN));
        assertEquals("the model gives NaN for token 2", later.getMessage());
    }
}
