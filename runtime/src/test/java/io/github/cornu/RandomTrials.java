package io.github.cornu;

import java.util.Random;

/** Tries something with many random numbers. A failure tells its seed, which {@code -Dcornu.seed=…} tries alone. */
public final class RandomTrials {
    private static final String SEED = "cornu.seed";

    private RandomTrials() {}

    /** What is tried; of two calls with the same seed both succeed, or both fail. */
    @FunctionalInterface
    public interface Trial {
        void run(Random random);
    }

    public static void run(int count, Trial trial) {
        Long seed = Long.getLong(SEED);
        if (seed != null) {
            trial.run(new Random(seed));
            return;
        }
        Random seeds = new Random();
        for (int i = 0; i < count; i++) {
            run(seeds.nextLong(), trial);
        }
    }

    private static void run(long seed, Trial trial) {
        try {
            trial.run(new Random(seed));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("to be repeated with -D" + SEED + "=" + seed + ": " + e.getMessage(), e);
        }
    }

    /** A number from {@code least} to {@code most}, often one of these two, where mistakes are most likely. */
    public static int between(Random random, int least, int most) {
        return switch (random.nextInt(10)) {
            case 0 -> least;
            case 1 -> most;
            default -> random.nextInt(least, most + 1);
        };
    }
}
