package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.LayerInfo;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenResultTest {
    private static final Tensor EXPECTED = Tensor.of(new float[] {1, 2, 3, 4, 5, -8}, 2, 3);
    private static final Tensor OTHER = Tensor.of(new float[] {1, 2, 3, 4, 5.5f, -8}, 2, 3);

    private final List<Comparison> comparisons = new ArrayList<>();

    private void add(String name, int call, String layer, Tensor actual) {
        comparisons.add(Comparison.of(name, call, layer, EXPECTED, actual));
    }

    private GoldenResult result() {
        List<LayerInfo> layers = List.of(layer("encoder/lstm", "LSTM"), layer("dense", "Dense"));
        return new GoldenResult(layers, comparisons, Tolerance.relative(1e-5));
    }

    private static LayerInfo layer(String path, String className) {
        return new LayerInfo(path, className, List.of(0), 3, 3, List.of(), List.of(0), List.of(Shape.of(-1, 3)));
    }

    @Test
    void equal() {
        add("output 'dense'", 1, null, EXPECTED);
        assertTrue(result().isEqual());
        assertEquals("", result().describe());
        assertTrue(result().firstLayer().isEmpty());
    }

    @Test
    void theFirstLayerOfTheFirstCall() {
        add("call 1: output 'dense'", 1, null, OTHER);
        add("call 1: layer 'encoder/lstm'", 1, "encoder/lstm", EXPECTED);
        add("call 1: layer 'dense'", 1, "dense", OTHER);
        add("call 2: layer 'encoder/lstm'", 2, "encoder/lstm", OTHER);
        assertEquals("""
                first layer that differs: 'dense' (Dense), 2 of 2, in call 1
                  worst at [1, 1] of (2, 3): expected 5.0, got 5.5
                  error 5.00e-01, relative to the largest value 6.25e-02, 1048576 ulp
                  1 of 6 values differ by more than 1e-5 of the largest value
                  further differences: call 1: output 'dense', call 2: layer 'encoder/lstm'""", result().describe());
    }

    @Test
    void withoutALayerItSaysSo() {
        add("output 'dense'", 1, null, OTHER);
        assertTrue(result().describe().startsWith("it differs in output 'dense'\n"), result().describe());
        assertTrue(result().describe().endsWith("record them with make_golden.py --layers"), result().describe());
        add("layer 'dense'", 1, "dense", EXPECTED);
        assertTrue(result().describe().endsWith("\n  all layers that are recorded are equal"), result().describe());
    }

    @Test
    void manyDifferencesAreCounted() {
        for (int i = 0; i < 9; i++) {
            add("output '" + i + "'", 1, null, OTHER);
        }
        assertTrue(result().describe().contains("'5', output '6' and 2 more\n"), result().describe());
    }

    @Test
    void anotherShape() {
        add("layer 'dense'", 1, "dense", Tensor.zeros(2));
        assertTrue(result().describe().endsWith("\n  the shape is (2,), expected (2, 3)"), result().describe());
    }
}
