package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.cornu.RandomTrials;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Products that threads share have the bits of one thread. */
class TeamKernelsTest {
    private static final Kernels ONE = KernelSelector.scalar();

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        RandomTrials.run(60, random -> {
            int rows = RandomTrials.between(random, 1, 90);
            int depth = RandomTrials.between(random, 1, 300);
            int columns = RandomTrials.between(random, 1, 700);
            int threads = RandomTrials.between(random, 2, 5);
            for (Kernels kernels : List.of(ONE, KernelSelector.vector(), KernelSelector.best())) {
                assertArrayEquals(
                        product(ONE, rows, depth, columns),
                        product(kernels.withThreads(threads), rows, depth, columns));
            }
        });
    }

    @Test
    void aLargeRowIsSharedByColumns() {
        assertArrayEquals(
                product(ONE, 1, 1000, 1001), product(KernelSelector.vector().withThreads(3), 1, 1000, 1001));
    }

    @Test
    void manyRowsOfFewColumnsAreSharedByRows() {
        assertArrayEquals(
                product(ONE, 5000, 70, 20), product(KernelSelector.vector().withThreads(2), 5000, 70, 20));
    }

    @Test
    void callersAtOnceDoNotDisturbEachOther() throws Exception {
        Kernels kernels = KernelSelector.scalar().withThreads(2);
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
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> team.run(job, new Scratch()));
        assertArrayEquals(product(ONE, 60, 200, 300), product(ONE.withThreads(2), 60, 200, 300));
    }

    /** Each part adds up what all parts wrote in the turn before. */
    private static void addUp(long[][] numbers, int part, Meeting meeting) {
        int parts = numbers[0].length;
        for (int turn = 1; turn < numbers.length; turn++) {
            numbers[turn][part] = part;
            for (int other = 0; other < parts; other++) {
                numbers[turn][part] += numbers[turn - 1][other] % 1_000_003;
            }
            meeting.meet(part);
        }
    }

    @Test
    void partsThatMeetSeeWhatTheOthersWrote() {
        for (int threads = 2; threads <= 4; threads++) {
            long[][] expected = new long[500][threads];
            for (int turn = 1; turn < expected.length; turn++) {
                long sum = 0;
                for (long before : expected[turn - 1]) {
                    sum += before % 1_000_003;
                }
                for (int part = 0; part < threads; part++) {
                    expected[turn][part] = part + sum;
                }
            }
            Kernels kernels = ONE.withThreads(threads);
            SharedJob<long[][]> job = (numbers, part, meeting, scratch) -> addUp(numbers, part, meeting);
            for (int i = 0; i < 200; i++) {
                long[][] numbers = new long[expected.length][threads];
                if (kernels.share(job, true, Long.MAX_VALUE, numbers, new Scratch())) {
                    assertArrayEquals(expected, numbers);
                }
            }
        }
    }

    @Test
    void aPartThatFailsLetsTheOthersGo() {
        Kernels kernels = ONE.withThreads(2);
        for (int failing = 0; failing < 2; failing++) {
            int bad = failing;
            SharedJob<Object> job = (context, part, meeting, scratch) -> {
                if (part == bad) {
                    throw new ArithmeticException("part " + part);
                }
                meeting.meet(part);
            };
            String message = "none";
            // Where there is one core, the other thread may never be there in time.
            for (int i = 0; i < 10_000 && message.equals("none"); i++) {
                try {
                    kernels.share(job, true, Long.MAX_VALUE, "", new Scratch());
                } catch (ArithmeticException e) {
                    message = e.getMessage();
                }
            }
            assertTrue(List.of("part " + bad, "none").contains(message), message);
            partsThatMeetSeeWhatTheOthersWrote();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aPartMayThrowWhatNeedsNoDeclarationInOtherLanguages() {
        Kernels kernels = ONE.withThreads(2);
        for (int failing = 0; failing < 2; failing++) {
            int bad = failing;
            SharedJob<Object> job = (context, part, meeting, scratch) -> {
                if (part == bad) {
                    TeamKernelsTest.<RuntimeException>throwUnchecked(new IOException("part " + part));
                }
            };
            assertThrows(IOException.class, () -> shareSoon(kernels, job, ""));
        }
    }

    private static <C> void shareSoon(Kernels kernels, SharedJob<C> job, C context) {
        while (!kernels.share(job, false, Long.MAX_VALUE, context, new Scratch())) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatAJobWorkedOnIsNotKept() {
        Kernels kernels = ONE.withThreads(2);
        float[][] context = {new float[1]};
        WeakReference<float[][]> kept = new WeakReference<>(context);
        shareSoon(kernels, (floats, part, meeting, scratch) -> assertEquals(1, floats[0].length), context);
        context = null;
        for (int i = 0; i < 100 && kept.get() != null; i++) {
            System.gc();
        }
        assertNull(kept.get());
        Reference.reachabilityFence(kernels);
    }

    @Test
    void shortJobsAreNotShared() {
        SharedJob<Object> job = (context, part, meeting, scratch) -> fail();
        assertFalse(ONE.withThreads(2).share(job, false, 1000, "", new Scratch()));
        assertFalse(ONE.share(job, false, Long.MAX_VALUE, "", new Scratch()));
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
