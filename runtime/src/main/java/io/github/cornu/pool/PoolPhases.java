package io.github.cornu.pool;

import io.github.cornu.session.HeldSteps;
import java.util.Arrays;

/**
 * Sorts the streams of one call by their phase: what their windows in time hold, which has to be the same for all
 * streams of a batch. All streams of a model without such windows have phase 0. For one thread at a time.
 */
final class PoolPhases {
    /** Phases remembered from call to call. */
    private static final int MOST = 256;

    private final int[] now;
    private int[][] held = new int[1][];
    private int[] starts = new int[2];
    private int count;
    /** By place in the call: its phase. */
    private int[] phases = {};
    /** The places in the call, those of one phase after each other. */
    private int[] order = {};

    /** @param windows how many windows the model has */
    PoolPhases(int windows) {
        now = new int[windows];
    }

    /** Phases known; they have the numbers below. */
    int count() {
        return count;
    }

    /** True where there are so many that they had better be forgotten. */
    boolean areTooMany() {
        return count > MOST;
    }

    void forget() {
        count = 0;
    }

    /** Sorts the handles from one place to before another one; phases that were known keep their numbers. */
    void sort(int[] handles, int from, int to, PoolPages pages, HeldSteps windows) {
        int streams = to - from;
        if (phases.length < streams) {
            phases = new int[streams];
            order = new int[streams];
            if (now.length == 0) {
                Arrays.setAll(order, i -> i);
            }
        }
        if (now.length == 0) {
            sortWithoutWindows(streams);
            return;
        }
        int phase = 0;
        for (int i = 0; i < streams; i++) {
            int place = PoolHandles.place(handles[from + i]);
            windows.read(pages.page(place), pages.at(place), now);
            phase = find(phase);
            phases[i] = phase;
        }
        Arrays.fill(starts, 0, count + 1, 0);
        for (int i = 0; i < streams; i++) {
            starts[phases[i] + 1]++;
        }
        for (int p = 0; p < count; p++) {
            starts[p + 1] += starts[p];
        }
        // Each start moves to the end, which is the next one's start.
        for (int i = 0; i < streams; i++) {
            order[starts[phases[i]]++] = i;
        }
        System.arraycopy(starts, 0, starts, 1, count);
        starts[0] = 0;
    }

    /** All streams have phase 0, and the order of the call. */
    private void sortWithoutWindows(int streams) {
        held[0] = now;
        count = 1;
        starts[0] = 0;
        starts[1] = streams;
    }

    private int find(int guess) {
        for (int i = 0; i < count; i++) {
            int phase = guess + i < count ? guess + i : guess + i - count;
            if (Arrays.equals(held[phase], now)) {
                return phase;
            }
        }
        if (count == held.length) {
            held = Arrays.copyOf(held, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count + 1);
        }
        held[count] = now.clone();
        return count++;
    }

    /** What the windows hold in a phase. */
    int[] held(int phase) {
        return held[phase];
    }

    /** Where a phase begins in the order; it ends where the next one begins. */
    int start(int phase) {
        return starts[phase];
    }

    /** A place in the call, by its number in the order. */
    int at(int index) {
        return order[index];
    }

    /** The phase that a place in the call had. */
    int phase(int place) {
        return phases[place];
    }
}
