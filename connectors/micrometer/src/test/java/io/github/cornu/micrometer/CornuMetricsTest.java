package io.github.cornu.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.StreamPool;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Tensor;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What calls, pools and warm-up leave in a registry. */
class CornuMetricsTest {
    private static final Path MODEL = Path.of("../../testdata/samples/stream_online/model.h5");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Model plain = KerasModels.load(MODEL);
    private final Model model = CornuMetrics.monitor(registry, plain, Tags.of("version", "7"));

    private Timer timer(String name) {
        return registry.get(name).tag("version", "7").timer();
    }

    private DistributionSummary summary(String name) {
        return registry.get(name).tag("version", "7").summary();
    }

    private double gauge(String name) {
        return registry.get(name).tag("version", "7").gauge().value();
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        registry.forEachMeter(meter -> names.add(meter.getId().getName()));
        return names;
    }

    @Test
    void callsAreTimedAndCounted() {
        model.run(Tensor.zeros(5, 7, 3));
        model.predict(Tensor.zeros(5, 7, 3), 2);
        model.newSession().run(Tensor.zeros(1, 7, 3));
        plain.run(Tensor.zeros(5, 7, 3));
        assertEquals(5, timer("cornu.run").count());
        assertTrue(timer("cornu.run").totalTime(TimeUnit.NANOSECONDS) > 0);
        assertEquals(5, summary("cornu.run.samples").count());
        assertEquals(11, summary("cornu.run.samples").totalAmount());
        assertEquals(5, summary("cornu.run.samples").max());
        assertNull(registry.find("cornu.pool.step").timer());
    }

    /** With some buckets for each size and time that is likely, and not hundreds. */
    @Test
    void timesAndSizesHaveHistograms() {
        Map<String, Integer> buckets = new TreeMap<>();
        MeterRegistry other = new SimpleMeterRegistry();
        other.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                if (Boolean.TRUE.equals(config.isPercentileHistogram())) {
                    DistributionStatisticConfig whole = config.merge(DistributionStatisticConfig.DEFAULT);
                    buckets.put(id.getName(), whole.getHistogramBuckets(true).size());
                }
                return config;
            }
        });
        CornuMetrics.monitor(other, plain, Tags.empty()).newPool();
        assertEquals(
                Set.of("cornu.run", "cornu.run.samples", "cornu.pool.step", "cornu.pool.step.streams"),
                buckets.keySet());
        buckets.forEach((name, count) -> assertTrue(count > 20 && count < 100, name + ": " + count));
    }

    @Test
    void poolsAreCountedTogether() {
        StreamPool pool = model.newPool();
        StreamPool other = model.newPool();
        int[] streams = {pool.add(), pool.add(), pool.add()};
        other.add();
        Tensor y = Tensor.zeros(3, 1);
        pool.step(streams, Tensor.zeros(3, 1, 3), y);
        pool.newWorker().step(streams, 0, 2, Tensor.zeros(3, 1, 3), y);
        pool.remove(streams[1]);
        assertEquals(3, gauge("cornu.pool.streams"));
        assertEquals(4, registry.get("cornu.pool.streams.added").counter().count());
        assertEquals(1, registry.get("cornu.pool.streams.removed").counter().count());
        assertEquals(2, timer("cornu.pool.step").count());
        assertEquals(5, summary("cornu.pool.step.streams").totalAmount());
        assertEquals(0, timer("cornu.run").count());
        assertEquals(3, pool.size() + other.size());
    }

    @Test
    void warmUpIsShown() {
        model.warmUp(Tensor.zeros(1, 7, 3));
        assertEquals(1, gauge("cornu.warm"));
        assertEquals(1, timer("cornu.warmup").count());
        assertEquals(0, timer("cornu.run").count());
    }

    @Test
    void metersHaveTheNameAndTheKernels() {
        assertEquals(plain.name(), timer("cornu.run").getId().getTag("model"));
        assertEquals(plain.kernels(), timer("cornu.run").getId().getTag("kernels"));
        model.newPool();
        Set<String> expected = Set.of(
                "cornu.run",
                "cornu.run.samples",
                "cornu.warm",
                "cornu.warmup",
                "cornu.pool.step",
                "cornu.pool.step.streams",
                "cornu.pool.streams",
                "cornu.pool.streams.added",
                "cornu.pool.streams.removed");
        assertEquals(new TreeSet<>(expected), names());
    }

    /** The timers go on, the gauges are of the new model. */
    @Test
    void aModelThatIsLoadedAgainTakesOver() {
        model.run(Tensor.zeros(1, 7, 3));
        model.newPool().add();
        Model again = CornuMetrics.monitor(registry, KerasModels.load(MODEL), Tags.of("version", "7"));
        again.run(Tensor.zeros(1, 7, 3));
        StreamPool pool = again.newPool();
        pool.add();
        pool.add();
        assertEquals(2, gauge("cornu.pool.streams"));
        assertEquals(2, timer("cornu.run").count());
        assertEquals(2, pool.size());
    }

    @Test
    void theBitsAreTheSame() {
        Tensor x = Tensor.zeros(2, 7, 3);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = i * 0.1f - 2;
        }
        assertEquals(plain.run(x), model.run(x));
    }
}
