package io.github.cornu.op.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code tf.strings.to_number} of TensorFlow 2.15 gives, but for hexadecimal numbers, which are refused. */
class TextNumberTest {
    private static float[] read(String... texts) {
        GraphBuilder graph = new GraphBuilder("numbers");
        Value x = graph.input(new TensorSpec("x", Shape.of(Shape.FREE, 1, Shape.FREE), true));
        graph.output("y", graph.add("number", "Number", new TextNumber(), x));
        return Model.compile(graph.build()).run(Texts.of(texts)).data();
    }

    @Test
    void decimalsAreRead() {
        float[] expected = {1, 5, 5, 5, -0.5f, 5, 1e5f, 1e-3f, 16777216, 0.1f, 12345679395506094080f, 0, -0f};
        assertArrayEquals(
                expected,
                read(
                        "1",
                        " 5 ",
                        "\t5\n",
                        "+5",
                        "-.5",
                        "5.",
                        "1e5",
                        "1E-3",
                        "16777217",
                        "0.1",
                        "12345678901234567890",
                        "0",
                        "-0"));
        float infinity = Float.POSITIVE_INFINITY;
        float[] special = {Float.NaN, Float.NaN, Float.NaN, infinity, -infinity, infinity};
        assertArrayEquals(special, read("nan", "NaN", "-nan", "inf", "-INF", "1e39"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "-", "+ 5", "1e", "1e+", "infinity", "1f", "1d", "1_0", "1,5", "--1", "0x1p3", "٣"})
    void otherTextsAreNone(String text) {
        ModelException e = assertThrows(ModelException.class, () -> read("1", text));
        assertEquals("layer 'number' (Number): the text '" + text + "' is no number", e.getMessage());
    }
}
