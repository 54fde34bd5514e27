package io.github.cornu.flink;

import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What a subtask tells of its work, in the group {@code cornu} of the operator's metrics. */
final class ScoreMetrics {
    private static final int WINDOW = 1000;

    /** Events of a step. */
    final Histogram batchSize;
    /** Of the model for one batch, in microseconds. */
    final Histogram stepMicros;
    /** Before a barrier: the last batch and the states that go to the backend, in microseconds. */
    final Histogram writeBackMicros;

    final Counter evictions;
    final Counter badRows;
    /** Keys whose model has changed. */
    final Counter moved;
    /** Updates that cannot be served. */
    final Counter refusedUpdates;

    ScoreMetrics(MetricGroup operator, Supplier<Integer> hotKeys, Supplier<String> version) {
        MetricGroup group = operator.addGroup("cornu");
        batchSize = group.histogram("batchSize", new DescriptiveStatisticsHistogram(WINDOW));
        stepMicros = group.histogram("stepMicros", new DescriptiveStatisticsHistogram(WINDOW));
        writeBackMicros = group.histogram("writeBackMicros", new DescriptiveStatisticsHistogram(WINDOW));
        evictions = group.counter("evictions");
        badRows = group.counter("badRows");
        moved = group.counter("movedKeys");
        refusedUpdates = group.counter("refusedUpdates");
        group.gauge("hotKeys", (Gauge<Integer>) hotKeys::get);
        group.gauge("version", (Gauge<String>) version::get);
    }

    static long micros(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1000;
    }
}
