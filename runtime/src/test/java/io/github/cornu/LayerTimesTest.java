package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayerTimesTest {
    @Test
    void eachLayerThatRunsHasATime() {
        Model model = Model.compile(Graphs.lstmModel(true));
        Map<String, Long> nanos = LayerTimes.of(model, List.of(Graphs.tensor(1, 2, 4, 3)));
        assertTrue(nanos.keySet().containsAll(Set.of("lstm", "dense")), nanos.toString());
        assertTrue(nanos.values().stream().allMatch(time -> time > 0), nanos.toString());
        assertEquals(
                nanos.keySet(),
                LayerTimes.of(model, List.of(Graphs.tensor(2, 5, 2, 3))).keySet());
    }
}
