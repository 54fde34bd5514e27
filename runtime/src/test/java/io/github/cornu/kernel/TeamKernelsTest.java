package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Products that threads share have the bits of one thread. */
class TeamKernelsTest {
    private static final Kernels ONE = Kernels.scalar();

    @Property(tries = 60)
    void anyNumberOfThreadsGivesTheSameBits(
            @ForAll @IntRange(min = 1, max = 90) int rows,
            @ForAll @IntRange(min = 1, max = 300) int depth,
            @ForAll @IntRange(min = 1, max = 700) int columns,
            @ForAll @IntRange(min = 2, max = 5) int threads) {
        for (Kernels kernels : List.of(ONE, Kernels.vector(), Kernels.best())) {
            assertArrayEquals(
                    product(ONE, rows, depth, columns), product(kernels.withThreads(threads), rows, depth, columns));
        }
    }

    @Test
    void aLargeRowIsSharedByColumns() {
        assertArrayEquals(product(ONE, 1, 1000, 1001), product(Kernels.vector().withThreads(3), 1, 1000, 1001));
    }

    @Test
    void manyRowsOfFewColumnsAreSharedByRows() {
        assertArrayEquals(product(ONE, 5000, 70, 20), product(Kernels.vector().withThreads(2), 5000, 70, 20));
    }

    @Test
    void callersAtOnceDoNotDisturbEachOther() throws Exception {
        Kernels kernels = Kernels.scalar().withThreads(2);
        float[] expected = product(ONE, 40, 200, 300);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> results = IntStream.range(0, 200)
                    .mapToObj(i -> callers.submit(() -> product(kernels, 40, 200, 300)))
                    .toList();
            for (Future<float[]> result : results) {
                assertArrayEquals(expected, result.get());
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void aFailureOfAPartReachesTheCaller() {
        Team team = Team.of(2);
        assertTrue(team.reserve(1_000_000));
        Team.Job job = (part, scratch) -> {
            if (part == 1) {
                throw new ArrayIndexOutOfBoundsException("part 1");
            }
        };
        assertThrows(IllegalStateException.class, () -> team.run(job, new Scratch()));
        assertArrayEquals(product(ONE, 60, 200, 300), product(ONE.withThreads(2), 60, 200, 300));
    }

    @Test
    void oneThreadChangesNothing() {
        assertSame(ONE, ONE.withThreads(1));
        assertThrows(IllegalArgumentException.class, () -> ONE.withThreads(0));
    }

    private static float[] product(Kernels kernels, int rows, int depth, int columns) {
        float[] x = Sizes.finite(rows * depth, depth);
        Panels panels = kernels.panels(depth, columns);
        float[] packed = new float[panels.size()];
        panels.pack(Sizes.finite(depth * columns, columns), 0, columns, 1, packed, 0);
        float[] init = Sizes.finite(panels.paddedColumns(), rows);
        float[] y = new float[rows * columns];
        kernels.multiply(rows, x, 0, depth, packed, 0, panels, init, 0, 0, y, 0, columns, new Scratch());
        return y;
    }
}
