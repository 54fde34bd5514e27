package io.github.cornu;

import io.github.cornu.graph.Node;
import io.github.cornu.plan.LayerPaths;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How long each layer of a model takes. */
public final class LayerTimes {
    private static final int MAX_CALLS = 200;
    private static final long MAX_NANOS = 200_000_000;

    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final LayerPaths paths;
    private long last;

    private LayerTimes(LayerPaths paths) {
        this.paths = paths;
    }

    /**
     * Runs a model again and again for some 0.2 seconds, after a warm-up, and takes the times. Each call starts from
     * states of zero.
     *
     * @param inputs all inputs, in order
     * @return the median time of one call in nanoseconds by path of layer. A layer that became part of another one, or
     *     is computed together with the next ones, strip by strip, or of which nothing is left to do, is not in it; the
     *     time of layers in wrappers is that of the wrapper
     * @throws io.github.cornu.ModelException if the inputs do not fit
     */
    public static Map<String, Long> of(Model model, List<Tensor> inputs) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(inputs, "inputs");
        return of(model.newSession(), inputs);
    }

    /**
     * The same for calls of the session of a stream, each at its start.
     *
     * @param inputs chunks of all inputs, in order
     * @throws io.github.cornu.ModelException if the inputs do not fit, or the model cannot be run in chunks
     */
    public static Map<String, Long> ofStream(Model model, List<Tensor> inputs) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(inputs, "inputs");
        return of(model.newSession().stream(), inputs);
    }

    private static Map<String, Long> of(Session session, List<Tensor> inputs) {
        List<Tensor> outputs = session.run(inputs);
        warmUp(session, inputs, outputs);
        Map<String, long[]> samples = new LinkedHashMap<>();
        LayerPaths paths = new LayerPaths(session.model().layers());
        long start = System.nanoTime();
        int calls = 0;
        do {
            LayerTimes times = new LayerTimes(paths);
            session.reset();
            session.observe(times::took);
            times.last = System.nanoTime();
            session.run(inputs, outputs);
            for (Map.Entry<String, Long> entry : times.nanos.entrySet()) {
                samples.computeIfAbsent(entry.getKey(), path -> new long[MAX_CALLS])[calls] = entry.getValue();
            }
            calls++;
        } while (calls < MAX_CALLS && System.nanoTime() - start < MAX_NANOS);
        Map<String, Long> medians = new LinkedHashMap<>();
        for (Map.Entry<String, long[]> entry : samples.entrySet()) {
            long[] sorted = Arrays.copyOf(entry.getValue(), calls);
            Arrays.sort(sorted);
            medians.put(entry.getKey(), sorted[calls / 2]);
        }
        return medians;
    }

    private static void warmUp(Session session, List<Tensor> inputs, List<Tensor> outputs) {
        long end = System.nanoTime() + Model.WARM_UP_NANOS;
        do {
            session.model().options().kernels().resolve().compile();
            session.reset();
            session.run(inputs, outputs);
        } while (System.nanoTime() < end);
    }

    /** Takes the time since the step before. */
    private void took(Node node) {
        String layer = paths.of(node.layer());
        long now = System.nanoTime();
        nanos.merge(layer, now - last, Long::sum);
        last = System.nanoTime();
    }
}
