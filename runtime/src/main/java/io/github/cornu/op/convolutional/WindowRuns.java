package io.github.cornu.op.convolutional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The windows over an input of a fixed shape, cut into runs: windows that follow each other, have the same elements in
 * the input and none of the others (which lie in the padding), and move by the same distance. Immutable.
 */
public final class WindowRuns {
    /**
     * Windows that follow each other.
     *
     * @param first the number of the first window
     * @param count how many they are
     * @param step input positions from one window to the next
     * @param elements the elements of a window that lie in the input, ascending
     * @param positions the input position of each of them, for the first window
     */
    public record Run(int first, int count, int step, int[] elements, int[] positions) {}

    private final WindowMap map;
    private final List<Run> runs = new ArrayList<>();

    /** Cuts the windows of a map. */
    public WindowRuns(WindowMap map) {
        this.map = map;
        int window = 0;
        while (window < map.windows()) {
            Run run = run(window);
            runs.add(run);
            window += run.count();
        }
    }

    /** All runs, in the order of their windows. */
    public List<Run> runs() {
        return runs;
    }

    private Run run(int first) {
        int[] elements = elements(first);
        int[] positions = positions(first, elements);
        int step = 0;
        int count = 1;
        while (first + count < map.windows() && Arrays.equals(elements, elements(first + count))) {
            int[] next = positions(first + count, elements);
            int distance = elements.length == 0 ? 0 : next[0] - positions[0];
            step = count == 1 ? distance : step;
            if (!isShifted(positions, next, step * count)) {
                break;
            }
            count++;
        }
        return new Run(first, count, step, elements, positions);
    }

    private int[] elements(int window) {
        int[] elements = new int[map.elements()];
        int count = 0;
        for (int element = 0; element < elements.length; element++) {
            if (map.position(window * elements.length + element) >= 0) {
                elements[count++] = element;
            }
        }
        return Arrays.copyOf(elements, count);
    }

    private int[] positions(int window, int[] elements) {
        int[] positions = new int[elements.length];
        Arrays.setAll(positions, i -> map.position(window * map.elements() + elements[i]));
        return positions;
    }

    /** Whether positions are others moved by a distance. */
    static boolean isShifted(int[] from, int[] to, int distance) {
        for (int i = 0; i < from.length; i++) {
            if (to[i] - from[i] != distance) {
                return false;
            }
        }
        return true;
    }
}
