package io.github.cornu.kernel.threads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.kernel.Scratch;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThreadTeamTest {
    private static final long LONG_NANOS = 1_000_000_000;

    private static <C> void run(ThreadTeam team, ParallelJob<C> job, C context) {
        while (!team.tryReserve(LONG_NANOS)) {
            Thread.onSpinWait();
        }
        try {
            team.run(job, context, new Scratch());
        } finally {
            team.release();
        }
    }

    private static <C> boolean runAtOnce(ThreadTeam team, ParallelJob<C> job, C context) {
        if (!team.tryReserve(LONG_NANOS)) {
            return false;
        }
        try {
            return team.runAtOnce(job, context, new Scratch());
        } finally {
            team.release();
        }
    }

    private static boolean isWorth(ThreadTeam team, long nanos) {
        boolean reserved = team.tryReserve(nanos);
        if (reserved) {
            team.release();
        }
        return reserved;
    }

    @Test
    @Timeout(60)
    void shortJobsWakeThreadsWhenSeveralComeSoon() {
        ThreadTeam team = ThreadTeam.of(6);
        run(team, (nothing, part, barrier, scratch) -> {}, null);
        // Shorter jobs than this are shared while all threads are awake, and alone they do not wake them.
        while (isWorth(team, 4_000)) {
            Thread.onSpinWait();
        }
        while (!isWorth(team, 12_000)) {
            Thread.onSpinWait();
        }
        assertFalse(isWorth(team, 3_000));
    }

    @Test
    void eachPartRunsOnce() {
        for (int threads = 2; threads <= 5; threads++) {
            for (int i = 0; i < 1000; i++) {
                AtomicIntegerArray runs = new AtomicIntegerArray(threads);
                run(ThreadTeam.of(threads), (counts, part, barrier, scratch) -> counts.incrementAndGet(part), runs);
                for (int part = 0; part < threads; part++) {
                    assertEquals(1, runs.get(part));
                }
            }
        }
    }

    @Test
    void aFailureOfAPartReachesTheCaller() {
        ThreadTeam team = ThreadTeam.of(2);
        ParallelJob<Object> job = (context, part, barrier, scratch) -> {
            if (part == 1) {
                throw new ArrayIndexOutOfBoundsException("part 1");
            }
        };
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> run(team, job, ""));
        eachPartRunsOnce();
    }

    /** Each part adds up what all parts wrote in the turn before. */
    private static void addUp(long[][] numbers, int part, Barrier barrier) {
        int parts = numbers[0].length;
        for (int turn = 1; turn < numbers.length; turn++) {
            numbers[turn][part] = part;
            for (int other = 0; other < parts; other++) {
                numbers[turn][part] += numbers[turn - 1][other] % 1_000_003;
            }
            barrier.await(part);
        }
    }

    @Test
    void afterTheBarrierPartsSeeWhatTheOthersWrote() {
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
            ThreadTeam team = ThreadTeam.of(threads);
            ParallelJob<long[][]> job = (numbers, part, barrier, scratch) -> addUp(numbers, part, barrier);
            for (int i = 0; i < 200; i++) {
                long[][] numbers = new long[expected.length][threads];
                if (runAtOnce(team, job, numbers)) {
                    assertArrayEquals(expected, numbers);
                }
            }
        }
    }

    @Test
    void aPartThatFailsLetsTheOthersGo() {
        ThreadTeam team = ThreadTeam.of(2);
        for (int failing = 0; failing < 2; failing++) {
            int bad = failing;
            ParallelJob<Object> job = (context, part, barrier, scratch) -> {
                if (part == bad) {
                    throw new ArithmeticException("part " + part);
                }
                barrier.await(part);
            };
            String message = "none";
            // Where there is one core, the other thread may never be there in time.
            for (int i = 0; i < 10_000 && message.equals("none"); i++) {
                try {
                    runAtOnce(team, job, "");
                } catch (ArithmeticException e) {
                    message = e.getMessage();
                }
            }
            assertTrue(List.of("part " + bad, "none").contains(message), message);
            afterTheBarrierPartsSeeWhatTheOthersWrote();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aPartMayThrowWhatNeedsNoDeclarationInOtherLanguages() {
        for (int failing = 0; failing < 2; failing++) {
            int bad = failing;
            ParallelJob<Object> job = (context, part, barrier, scratch) -> {
                if (part == bad) {
                    ThreadTeamTest.<RuntimeException>throwUnchecked(new IOException("part " + part));
                }
            };
            assertThrows(IOException.class, () -> run(ThreadTeam.of(2), job, ""));
        }
    }

    @Test
    void whatAJobWorkedOnIsNotKept() {
        ThreadTeam team = ThreadTeam.of(2);
        float[][] context = {new float[1]};
        WeakReference<float[][]> kept = new WeakReference<>(context);
        run(team, (floats, part, barrier, scratch) -> assertEquals(1, floats[0].length), context);
        context = null;
        for (int i = 0; i < 100 && kept.get() != null; i++) {
            System.gc();
        }
        assertNull(kept.get());
        Reference.reachabilityFence(team);
    }

    private static Set<Thread> workers() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("cornu-worker-"));
        return threads;
    }

    @Test
    void threadsEndWithTheLastUseOfTheirTeam() throws InterruptedException {
        int number = 7;
        Set<Thread> before = workers();
        ThreadTeam team = ThreadTeam.of(number);
        assertSame(team, ThreadTeam.of(number));
        AtomicIntegerArray runs = new AtomicIntegerArray(number);
        run(team, (counts, part, barrier, scratch) -> counts.incrementAndGet(part), runs);
        Set<Thread> started = workers();
        started.removeAll(before);
        assertEquals(number - 1, started.size());
        System.gc();
        assertSame(team, ThreadTeam.of(number));
        assertTrue(started.stream().allMatch(Thread::isAlive));
        Reference.reachabilityFence(team);
        team = null;
        for (int i = 0; i < 100 && started.stream().anyMatch(Thread::isAlive); i++) {
            System.gc();
            for (Thread thread : started) {
                thread.join(20);
            }
        }
        assertEquals(List.of(), started.stream().filter(Thread::isAlive).toList());
    }

    @Test
    void oneThreadAtATimeHasTheTeam() {
        ThreadTeam team = ThreadTeam.of(3);
        assertTrue(team.tryReserve(LONG_NANOS));
        assertFalse(team.tryReserve(LONG_NANOS));
        team.release();
        assertTrue(team.tryReserve(LONG_NANOS));
        team.release();
    }

    @Test
    void shortJobsAreNotShared() {
        assertFalse(ThreadTeam.of(2).tryReserve(1000));
    }

    @Test
    void aTeamOfOneThreadRunsNothing() {
        assertFalse(ThreadTeam.of(1).tryReserve(LONG_NANOS));
        assertEquals(1, ThreadTeam.of(1).threads());
        assertSame(ThreadTeam.of(1), ThreadTeam.of(1));
        assertThrows(IllegalArgumentException.class, () -> ThreadTeam.of(0));
    }
}
