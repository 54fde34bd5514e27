package io.github.cornu.bench;

import io.github.cornu.Model;
import io.github.cornu.StreamPool;
import io.github.cornu.tensor.Tensor;

/** Says how many bytes of heap a stream of a pool takes. */
public final class PoolMemory {
    private static final int STREAMS = 100_000;

    private PoolMemory() {}

    /** Takes no arguments. */
    public static void main(String... args) {
        for (int units : new int[] {32, 128}) {
            Model model = Networks.lstm(8, units);
            model.newPool().add();
            long before = used();
            StreamPool pool = model.newPool();
            for (int i = 0; i < STREAMS; i++) {
                pool.add();
            }
            double bytes = (used() - before) / (double) STREAMS;
            pool.step(new int[] {pool.add()}, Networks.random(1, 1, 8), Tensor.zeros(1, units));
            System.out.printf(
                    "LSTM(%d): %.1f bytes a stream, %d of them are its floats%n",
                    units, bytes, 2 * units * Float.BYTES);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
