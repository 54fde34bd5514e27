package io.github.cornu.pool;

import io.github.cornu.pool.KeptInputs.Steps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Replays the steps of many streams: those that have as many each as one batch. For one thread at a time. */
final class ReplayBatches {
    /** Streams of a batch at most. */
    private static final int MOST = 256;

    private final Replay replay;
    private final int most;
    private final IntFunction<Steps> steps;
    private final Result result;
    /** Streams that wait, by how many steps they have. */
    private final Map<Integer, List<Integer>> waiting = new HashMap<>();

    /** Takes what came of a stream. */
    @FunctionalInterface
    interface Result {
        /** @param states in the order of their shapes */
        void accept(int stream, Steps steps, float[] states);
    }

    /**
     * @param most so many of the last steps are run
     * @param steps of a stream, read when its batch is run
     */
    ReplayBatches(Replay replay, int most, IntFunction<Steps> steps, Result result) {
        this.replay = replay;
        this.most = most;
        this.steps = steps;
        this.result = result;
    }

    /** @param held how many steps the stream has */
    void add(int stream, int held) {
        List<Integer> equal = waiting.computeIfAbsent(held, count -> new ArrayList<>());
        equal.add(stream);
        if (equal.size() == MOST) {
            run(equal);
            equal.clear();
        }
    }

    /** Runs those that still wait. */
    void finish() {
        waiting.values().forEach(this::run);
    }

    private void run(List<Integer> streams) {
        if (streams.isEmpty()) {
            return;
        }
        List<Steps> read = streams.stream().map(steps::apply).toList();
        float[][] rows = replay.rows(read, most);
        for (int i = 0; i < rows.length; i++) {
            result.accept(streams.get(i), read.get(i), rows[i]);
        }
    }
}
