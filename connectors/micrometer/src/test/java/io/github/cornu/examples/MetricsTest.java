package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.ModelListener;
import io.github.cornu.StreamPool;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.micrometer.CornuMetrics;
import io.github.cornu.tensor.Tensor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** The documentation's programs with metrics. */
class MetricsTest {
    private static final Path PATH = Path.of("../../testdata/samples/stream_online/model.h5");

    @Test
    void aPoolIsReported() {
        Path path = PATH;
        MeterRegistry registry = new SimpleMeterRegistry();
        Tensor x = Tensor.zeros(1, 7, 3);
        // README
        Model model = CornuMetrics.monitor(registry, KerasModels.load(path), Tags.of("version", "7"));
        model.warmUp(x);
        StreamPool pool = model.newPool(); // is reported too, as all calls, sessions and pools of that model
        // README
        pool.step(new int[] {pool.add()}, Tensor.zeros(1, 1, 3), Tensor.zeros(1, 1));
        assertEquals(1, registry.get("cornu.pool.step").timer().count());
        assertEquals(1, registry.get("cornu.pool.streams").gauge().value());
    }

    @Test
    void aListenerOfOnesOwn() {
        Model model = KerasModels.load(PATH);
        Tensor x = Tensor.zeros(4, 7, 3);
        // README
        LongAdder samples = new LongAdder(), nanos = new LongAdder();
        Model counted = model.withListener(new ModelListener() {
            @Override
            public void ran(Model model, int batch, long time) {
                samples.add(batch);
                nanos.add(time);
            }
        });
        counted.predict(x, 2); // as model does, with the same bits, and counts
        // README
        assertEquals(4, samples.sum());
        assertTrue(nanos.sum() > 0);
    }
}
