package io.github.cornu.micrometer;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** Makes meters. */
final class Meters {
    private static final double MOST = 1 << 16;

    private Meters() {}

    /** With a histogram that is fine enough for steps of some microseconds. */
    static Timer timer(MeterRegistry registry, String name, Tags tags, String description) {
        return Timer.builder(name)
                .tags(tags)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(1000))
                .maximumExpectedValue(Duration.ofSeconds(1))
                .register(registry);
    }

    static DistributionSummary sizes(MeterRegistry registry, String name, Tags tags, String unit, String description) {
        return DistributionSummary.builder(name)
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(1.0)
                .maximumExpectedValue(MOST)
                .register(registry);
    }

    /** In place of one with the same name and tags, whose object may be garbage: the registry would keep that one. */
    static <T> void gauge(
            MeterRegistry registry,
            String name,
            Tags tags,
            T object,
            ToDoubleFunction<T> value,
            String unit,
            String description) {
        registry.removeByPreFilterId(new Meter.Id(name, tags, unit, description, Meter.Type.GAUGE));
        Gauge.builder(name, object, value)
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }
}
