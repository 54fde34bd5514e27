package io.github.cornu.pool;

import io.github.cornu.OnNewModel;
import io.github.cornu.OnNewModel.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Moves all streams of a pool to one of another model. For one thread at a time. */
public final class PoolMigration {
    /** Streams whose inputs are replayed together. */
    private static final int BATCH = 256;

    private final RowBytes from;
    private final RowBytes to;
    private final OnNewModel how;
    /** Streams to be replayed that have as many steps each, by that number. */
    private final Map<Integer, List<Integer>> waiting = new HashMap<>();

    public PoolMigration(RowBytes from, RowBytes to, OnNewModel how) {
        this.from = from;
        this.to = to;
        this.how = how;
    }

    /**
     * Sets the rows of the new pool.
     *
     * @param handles that the caller has claimed
     * @throws io.github.cornu.ModelException if the new model cannot take them
     */
    public void run(int[] handles) {
        Kind what = to.decide(from, how);
        for (int handle : handles) {
            int place = PoolHandles.place(handle);
            if (what == Kind.CARRY) {
                to.copy(place, from);
            } else if (what == Kind.REPLAY) {
                replay(place);
            }
        }
        waiting.values().forEach(this::replay);
    }

    private void replay(int place) {
        List<Integer> equal = waiting.computeIfAbsent(from.kept().held(place), steps -> new ArrayList<>());
        equal.add(place);
        if (equal.size() == BATCH) {
            replay(equal);
            equal.clear();
        }
    }

    private void replay(List<Integer> places) {
        if (places.isEmpty()) {
            return;
        }
        List<KeptInputs.Steps> steps = places.stream().map(from.kept()::read).toList();
        float[][] rows = to.replay().rows(steps, how.steps());
        for (int i = 0; i < rows.length; i++) {
            to.set(places.get(i), rows[i], steps.get(i));
        }
    }
}
