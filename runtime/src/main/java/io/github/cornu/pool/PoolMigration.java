package io.github.cornu.pool;

import io.github.cornu.OnNewModel;
import io.github.cornu.OnNewModel.Kind;

/** Moves all streams of a pool to one of another model. For one thread at a time. */
public final class PoolMigration {
    private final RowBytes from;
    private final RowBytes to;
    private final OnNewModel how;

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
        ReplayBatches replays = new ReplayBatches(
                to.replay(), how.steps(), from.kept()::read, (place, steps, states) -> to.set(place, states, steps));
        for (int handle : handles) {
            int place = PoolHandles.place(handle);
            if (what == Kind.CARRY) {
                to.copy(place, from);
            } else if (what == Kind.REPLAY) {
                replays.add(place, from.kept().held(place));
            }
        }
        replays.finish();
    }
}
