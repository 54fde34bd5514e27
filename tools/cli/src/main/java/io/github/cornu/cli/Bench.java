package io.github.cornu.cli;

import io.github.cornu.KernelChoice;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Calls a model again and again, one call after the other on this thread, and takes the times. */
final class Bench {
    private static final long WARM_UP_NANOS = 500_000_000;
    private static final long SECOND = 1_000_000_000;
    /** Calls that tell how long the outputs of a stream become. */
    private static final int TRIED = 64;
    /**
     * Calls whose allocation is measured, apart from those whose time is; so many that asking for it does not count.
     */
    private static final int COUNTED = 10_000;

    private static final long COUNTED_NANOS = 100_000_000;

    private final Session session;
    private final List<List<Tensor>> inputs;
    private final Latencies latencies = new Latencies();
    private final long firstNanos;
    private final Runnable call;
    private long readyNanos;
    private long nanos;
    private long allocated;
    private int next;

    /**
     * Makes the first call.
     *
     * @param session new
     * @param inputs of one call each; they follow each other, and start anew after the last
     * @param steps time steps of a call of a stream; 0: it is none
     */
    Bench(Session session, List<List<Tensor>> inputs, int steps) {
        this.session = session;
        this.inputs = inputs;
        long start = System.nanoTime();
        List<Tensor> outputs = session.run(next());
        firstNanos = System.nanoTime() - start;
        if (steps == 0) {
            call = () -> session.run(next(), outputs);
        } else {
            call = endless(streamCall(outputs, steps));
        }
    }

    /** Begins a stream anew when it has come to its end: attention keeps a limited number of steps. */
    private Runnable endless(Runnable streamed) {
        return () -> {
            try {
                streamed.run();
            } catch (ModelException e) {
                session.reset();
                streamed.run();
            }
        };
    }

    /** What comes out of a stream may have another length in each call, if it has windows in time. */
    private Runnable streamCall(List<Tensor> first, int steps) {
        List<Tensor> longest = new ArrayList<>(first);
        boolean same = true;
        long start = System.nanoTime();
        for (int i = 0; i < TRIED && System.nanoTime() - start < WARM_UP_NANOS; i++) {
            List<Tensor> outputs = session.run(next());
            for (int k = 0; k < outputs.size(); k++) {
                Tensor output = outputs.get(k);
                same &= output.shape().equals(longest.get(k).shape());
                if (output.data().length > longest.get(k).data().length) {
                    longest.set(k, output);
                }
            }
        }
        if (same) {
            return () -> session.run(next(), longest);
        }
        return steps == 1 ? () -> session.step(next(), longest) : () -> session.run(next());
    }

    private List<Tensor> next() {
        List<Tensor> given = inputs.get(next);
        next = next + 1 == inputs.size() ? 0 : next + 1;
        return given;
    }

    /** Measures for so many seconds, after a warm-up. */
    void run(double seconds) {
        warmUp();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * SECOND);
        long before = begin;
        do {
            call.run();
            long now = System.nanoTime();
            latencies.add(now - before);
            before = now;
        } while (before < end);
        nanos = before - begin;
        countAllocation();
    }

    private void warmUp() {
        boolean compiles = session.model().options().kernels() == KernelChoice.AUTO;
        long start = System.nanoTime();
        long now = start;
        while (now - start < WARM_UP_NANOS) {
            if (compiles && KernelSelector.best().compile()) {
                readyNanos = System.nanoTime() - start;
            }
            call.run();
            now = System.nanoTime();
        }
    }

    private void countAllocation() {
        Allocation.bytes();
        long before = Allocation.bytes();
        long start = System.nanoTime();
        int calls = 0;
        do {
            call.run();
            calls++;
        } while (calls < COUNTED && System.nanoTime() - start < COUNTED_NANOS);
        allocated = before == Allocation.UNKNOWN ? before : (Allocation.bytes() - before) / calls;
    }

    long firstNanos() {
        return firstNanos;
    }

    /** When all SIMD kernels were compiled that the calls need; 0 if there was nothing to compile. */
    long readyNanos() {
        return readyNanos;
    }

    Latencies latencies() {
        return latencies;
    }

    double callsPerSecond() {
        return latencies.count() * (double) SECOND / nanos;
    }

    /** Bytes that a call allocates on the calling thread, or {@link Allocation#UNKNOWN}. */
    long allocated() {
        return allocated;
    }
}
