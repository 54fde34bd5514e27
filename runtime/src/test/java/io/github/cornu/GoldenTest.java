package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenTest {
    private final Model model = Model.compile(Graphs.lstmModel(true));
    private final Tensor x = Graphs.tensor(1, 2, 4, 3);

    @Test
    void callsFollowEachOther() {
        Session session = model.newSession();
        Tensor first = session.run(x);
        Tensor second = session.run(x);
        Golden golden = Golden.of(
                Map.of("call2_input_x", x, "call1_input_0", x, "call1_output_0", first, "call2_output_dense", second));
        List<Comparison> comparisons = golden.compare(model);
        assertEquals(
                List.of("call 1: output 'dense'", "call 2: output 'dense'"),
                comparisons.stream().map(Comparison::name).toList());
        assertTrue(comparisons.stream().allMatch(comparison -> comparison.error() == 0));
    }

    @Test
    void statesAreCompared() {
        Session session = model.newSession();
        Tensor y = session.run(x);
        State state = session.state();
        Map<String, Tensor> arrays = new HashMap<>(Map.of("input_0", x, "output_0", y));
        state.entries().forEach(entry -> arrays.put("state_" + entry.layer() + "_" + entry.index(), entry.value()));
        assertEquals(5, Golden.of(arrays).compare(model).size());
        arrays.remove("state_lstm_1");
        ModelException e =
                assertThrows(ModelException.class, () -> Golden.of(arrays).compare(model));
        assertTrue(e.getMessage().startsWith("the golden has no state 1 of layer 'lstm'"), e.getMessage());
    }

    @Test
    void aGoldenNeedsInputsAndOutputs() {
        assertThrows(ModelException.class, () -> Golden.of(Map.of("output_0", x)));
        assertThrows(ModelException.class, () -> Golden.of(Map.of("input_0", x)));
        assertThrows(ModelException.class, () -> Golden.of(Map.of()));
        Golden other = Golden.of(Map.of("input_y", x, "output_0", x));
        assertThrows(ModelException.class, () -> other.compare(model));
    }

    @Test
    void whatTheModelDoesNotHaveIsNotPassedOver() {
        Tensor y = model.newSession().run(x);
        for (String name : List.of("input_1", "output_1", "output_dens", "state_lstm_2")) {
            Map<String, Tensor> arrays = new HashMap<>(Map.of("input_0", x, "output_0", y));
            arrays.put(name, y);
            assertThrows(ModelException.class, () -> Golden.of(arrays).compare(model), name);
        }
    }

    @Test
    void comparisonsTellTheWorstElement() {
        Comparison comparison =
                Comparison.of("y", Tensor.of(new float[] {1, -8, 3}, 3), Tensor.of(new float[] {1, -8.5f, 3.1f}, 3));
        assertEquals(1, comparison.index());
        assertEquals(0.5, comparison.error());
        assertEquals(0.0625, comparison.relativeError());
        assertEquals(-8f, comparison.expectedValue());
        assertTrue(comparison.isWithin(0.07));
        assertFalse(comparison.isWithin(0.06));
    }

    @Test
    void specialValuesCompareAsTheyShould() {
        Tensor special = Tensor.of(new float[] {Float.NaN, Float.POSITIVE_INFINITY, 0f, 2f}, 4);
        assertEquals(0, Comparison.of("y", special, special).error());
        Tensor zero = Tensor.of(new float[] {Float.NaN, Float.POSITIVE_INFINITY, -0f, 2f}, 4);
        assertEquals(0, Comparison.of("y", special, zero).error());
        for (int i = 0; i < 2; i++) {
            float[] changed = special.data().clone();
            changed[i] = 1f;
            assertEquals(
                    Double.POSITIVE_INFINITY,
                    Comparison.of("y", special, Tensor.of(changed, 4)).error());
        }
        float[] nan = special.data().clone();
        nan[3] = Float.NaN;
        assertFalse(Comparison.of("y", special, Tensor.of(nan, 4)).isWithin(1e9));
        assertFalse(Comparison.of("y", special, Tensor.zeros(2, 2)).isWithin(1e9));
    }
}
