package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first rows of what was written. */
class PreviewTest {
    @Test
    void rowsAreAligned() {
        Tensor tensor = Tensor.of(new float[] {1, -0.25f, 1234.5f, Float.NaN}, 2, 2);
        assertEquals(List.of("  [0]      1.0  -0.250000", "  [1]  1234.50        NaN"), Preview.of(tensor, null));
    }

    @Test
    void whatIsLeftOutIsCounted() {
        assertEquals(
                List.of(
                        "  [0, 0]  0.0  0.0  0.0  0.0  0.0  0.0  0.0  0.0  … 2 more",
                        "  [0, 1]  0.0  0.0  0.0  0.0  0.0  0.0  0.0  0.0  … 2 more",
                        "  [0, 2]  0.0  0.0  0.0  0.0  0.0  0.0  0.0  0.0  … 2 more",
                        "  [1, 0]  0.0  0.0  0.0  0.0  0.0  0.0  0.0  0.0  … 2 more",
                        "  … 2 more rows"),
                Preview.of(Tensor.zeros(2, 3, 10), null));
        assertEquals(5, Preview.of(Tensor.zeros(5), null).size());
        assertEquals("  … 1 more row", Preview.of(Tensor.zeros(5), null).get(4));
    }

    @Test
    void samplesMayHaveNames() {
        assertEquals(
                List.of("  [cat.png, 0]  0.0", "  [cat.png, 1]  0.0"),
                Preview.of(Tensor.zeros(1, 2, 1), List.of("cat.png")));
    }

    @Test
    void textsAreShownAsSuch() {
        assertEquals(
                List.of("  [0]        a", "  [1]  b\\n c d"), Preview.of(Texts.of(List.of("a", "b\n c d"), 2), null));
    }

    @Test
    void nothing() {
        assertEquals(List.of(), Preview.of(Tensor.zeros(0, 3), null));
        assertEquals(List.of(), Preview.of(Tensor.zeros(3, 0), null));
    }
}
