package io.github.cornu.micrometer;

import io.github.cornu.Model;
import io.github.cornu.ModelListener;
import io.github.cornu.StreamPool;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Reports what a model does to Micrometer.
 *
 * <pre>{@code
 * Model model = CornuMetrics.monitor(registry, KerasModels.load(path), Tags.of("version", "7"));
 * StreamPool pool = model.newPool(); // is reported too, as all calls, sessions and pools of that model
 * }</pre>
 *
 * <table class="striped">
 *   <caption>Meters, all with the tags given and {@code model}, its name, and {@code kernels}, for instance {@code
 *   vector-512} or {@code scalar}</caption>
 *   <thead><tr><th scope="col">name<th scope="col">type<th scope="col">what</tr></thead>
 *   <tbody>
 *   <tr><th scope="row">{@code cornu.run}<td>timer, histogram<td>calls of {@code run}, batches of {@code predict},
 *     calls and steps of sessions
 *   <tr><th scope="row">{@code cornu.run.samples}<td>summary, histogram<td>samples of each
 *   <tr><th scope="row">{@code cornu.warm}<td>gauge<td>1 if each SIMD loop asked for so far is compiled, else 0; see
 *     {@link Model#isWarm}
 *   <tr><th scope="row">{@code cornu.warmup}<td>timer<td>{@link Model#warmUp}
 *   <tr><th scope="row">{@code cornu.pool.step}<td>timer, histogram<td>steps of pools
 *   <tr><th scope="row">{@code cornu.pool.step.streams}<td>summary, histogram<td>streams of each
 *   <tr><th scope="row">{@code cornu.pool.streams}<td>gauge<td>streams in all pools of the model
 *   <tr><th scope="row">{@code cornu.pool.streams.added}<td>counter<td>streams that were added
 *   <tr><th scope="row">{@code cornu.pool.streams.removed}<td>counter<td>streams that were removed
 *   </tbody>
 * </table>
 *
 * Those of pools are there from the first pool on. A registry's own {@code MeterFilter} renames them, and turns
 * histograms off.
 */
public final class CornuMetrics {
    static final String MODEL_TAG = "model";
    static final String KERNELS_TAG = "kernels";

    private CornuMetrics() {}

    /**
     * The same model on the same weights, whose calls, sessions and pools are reported, in place of any listener that
     * it has. Safe for any number of threads, as the model is; reporting takes some 100 nanoseconds a call, and
     * allocates what the registry allocates.
     *
     * <p>Models with the same name and tags share timers, summaries and counters; the gauges are of the one that came
     * last. So give versions and replicas in one process a tag each.
     *
     * @param tags in addition to the name of the model and its kernels
     * @throws IllegalArgumentException if the registry has other meters of these names
     */
    public static Model monitor(MeterRegistry registry, Model model, Iterable<Tag> tags) {
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(tags, "tags");
        Tags all = Tags.of(MODEL_TAG, model.name().isEmpty() ? "unnamed" : model.name())
                .and(KERNELS_TAG, model.kernels())
                .and(tags);
        Listener listener = new Listener(registry, all);
        Model monitored = model.withListener(listener);
        Meters.gauge(registry, "cornu.warm", all, monitored, m -> m.isWarm() ? 1 : 0, null, "No SIMD loop waits");
        return monitored;
    }

    /** Records calls; makes the meters of pools when there is one. */
    private static final class Listener implements ModelListener {
        private final MeterRegistry registry;
        private final Tags tags;
        private final Timer times;
        private final DistributionSummary samples;
        private final Timer warmUps;
        private volatile PoolMeters pools;

        Listener(MeterRegistry registry, Tags tags) {
            this.registry = registry;
            this.tags = tags;
            this.times = Meters.timer(registry, "cornu.run", tags, "Calls of a model");
            this.samples = Meters.sizes(registry, "cornu.run.samples", tags, "samples", "Samples of a call");
            this.warmUps = Timer.builder("cornu.warmup").tags(tags).register(registry);
        }

        @Override
        public void ran(Model model, int size, long nanos) {
            times.record(nanos, TimeUnit.NANOSECONDS);
            samples.record(size);
        }

        @Override
        public void stepped(StreamPool pool, int streams, long nanos) {
            pools.stepped(streams, nanos);
        }

        @Override
        public synchronized void opened(StreamPool pool) {
            if (pools == null) {
                pools = new PoolMeters(registry, tags);
            }
            pools.opened(pool);
        }

        @Override
        public void added(StreamPool pool, int stream) {
            pools.added();
        }

        @Override
        public void removed(StreamPool pool, int stream) {
            pools.removed();
        }

        @Override
        public void warmedUp(Model model, long nanos) {
            warmUps.record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
