package io.github.cornu.micrometer;

import io.github.cornu.StreamPool;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/** The meters of the pools of one model. Safe for all threads. */
final class PoolMeters {
    private final Timer times;
    private final DistributionSummary streams;
    private final Counter added;
    private final Counter removed;
    /** Pools are never closed: they end as garbage. */
    private final Set<StreamPool> pools = Collections.newSetFromMap(new WeakHashMap<>());

    PoolMeters(MeterRegistry registry, Tags tags) {
        times = Meters.timer(registry, "cornu.pool.step", tags, "Steps of a pool");
        streams = Meters.sizes(registry, "cornu.pool.step.streams", tags, "streams", "Streams of a step");
        added = counter(registry, "cornu.pool.streams.added", tags);
        removed = counter(registry, "cornu.pool.streams.removed", tags);
        Meters.gauge(registry, "cornu.pool.streams", tags, this, PoolMeters::size, "streams", "Streams in pools");
    }

    private static Counter counter(MeterRegistry registry, String name, Tags tags) {
        return Counter.builder(name).tags(tags).register(registry);
    }

    void opened(StreamPool pool) {
        synchronized (pools) {
            pools.add(pool);
        }
    }

    void stepped(int count, long nanos) {
        times.record(nanos, TimeUnit.NANOSECONDS);
        streams.record(count);
    }

    void added() {
        added.increment();
    }

    void removed() {
        removed.increment();
    }

    private long size() {
        synchronized (pools) {
            return pools.stream().mapToLong(StreamPool::size).sum();
        }
    }
}
