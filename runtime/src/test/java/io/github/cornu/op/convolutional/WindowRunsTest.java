package io.github.cornu.op.convolutional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowRunsTest {
    /** What the runs say of each window is what the map says. */
    private static int check(Windows windows, Shape input) {
        WindowMap map = new WindowMap(windows, input);
        int[] expected = new int[map.windows() * map.elements()];
        Arrays.setAll(expected, map::position);
        int[] found = new int[expected.length];
        Arrays.fill(found, -1);
        List<WindowRuns.Run> runs = new WindowRuns(map).runs();
        int next = 0;
        for (WindowRuns.Run run : runs) {
            assertEquals(next, run.first());
            for (int i = 0; i < run.count(); i++) {
                for (int k = 0; k < run.elements().length; k++) {
                    int at = (run.first() + i) * map.elements() + run.elements()[k];
                    found[at] = run.positions()[k] + i * run.step();
                }
            }
            next += run.count();
        }
        assertEquals(map.windows(), next);
        assertArrayEquals(expected, found);
        return runs.size();
    }

    @Test
    void runsAreTheWindows() {
        for (Padding padding : Padding.values()) {
            for (int size = 1; size <= 4; size++) {
                for (int stride = 1; stride <= 3; stride++) {
                    for (int dilation = 1; dilation <= 2; dilation++) {
                        List<Integer> d = List.of(dilation, dilation);
                        check(
                                new Windows(List.of(size, 3), List.of(stride, stride), d, padding),
                                Shape.of(1, 9, 11, 2));
                        check(
                                new Windows(List.of(size), List.of(stride), List.of(dilation), padding),
                                Shape.of(1, 13, 2));
                        check(
                                new Windows(List.of(2, size, 2), List.of(1, stride, 1), List.of(1, 1, 1), padding),
                                Shape.of(1, 4, 9, 5, 1));
                    }
                }
            }
        }
    }

    /** Each row of an image is a left border, the inner windows, and a right border. */
    @Test
    void runsAreFew() {
        Windows same = Windows.dense(List.of(3, 3), List.of(1, 1), Padding.SAME);
        assertEquals(3 * 20, check(same, Shape.of(1, 20, 30, 1)));
        Windows valid = Windows.dense(List.of(3, 3), List.of(1, 1), Padding.VALID);
        assertTrue(check(valid, Shape.of(1, 20, 30, 1)) <= 18);
    }
}
