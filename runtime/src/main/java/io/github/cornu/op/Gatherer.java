package io.github.cornu.op;

import java.util.Arrays;

/** Collects the elements of windows into rows: the channels of a group, window element by window element. */
final class Gatherer {
    private final WindowMap map;
    private final int channels;
    private final int groups;

    Gatherer(WindowMap map, int channels, int groups) {
        this.map = map;
        this.channels = channels;
        this.groups = groups;
    }

    void gather(float[] x, int sample, int group, int firstWindow, int windows, float[] rows) {
        int elements = map.elements();
        int all = channels * groups;
        int start = sample * map.inputs() * all + group * channels;
        int to = 0;
        for (int i = firstWindow * elements; i < (firstWindow + windows) * elements; i++) {
            int position = map.position(i);
            if (position < 0) {
                Arrays.fill(rows, to, to + channels, 0f);
            } else {
                System.arraycopy(x, start + position * all, rows, to, channels);
            }
            to += channels;
        }
    }
}
