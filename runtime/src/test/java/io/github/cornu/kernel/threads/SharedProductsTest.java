package io.github.cornu.kernel.threads;

import static io.github.cornu.RandomTrials.between;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.cornu.RandomTrials;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.Sizes;
import io.github.cornu.kernel.WeightBlocks;
import io.github.cornu.tensor.WeightFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Products that threads share have the bits of one thread. */
class SharedProductsTest {
    private static final Kernels SCALAR = KernelSelector.scalar();
    private static final Kernels VECTOR = KernelSelector.vector();

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        RandomTrials.run(60, random -> {
            int rows = between(random, 1, 90);
            int depth = between(random, 1, 300);
            int columns = between(random, 1, 700);
            int threads = between(random, 2, 5);
            for (Kernels kernels : List.of(SCALAR, VECTOR, KernelSelector.best())) {
                assertArrayEquals(
                        product(SCALAR, 1, rows, depth, columns), product(kernels, threads, rows, depth, columns));
            }
        });
    }

    @Test
    void aLargeRowIsSharedByColumns() {
        assertArrayEquals(product(SCALAR, 1, 1, 1000, 1001), product(VECTOR, 3, 1, 1000, 1001));
    }

    @Test
    void manyRowsOfFewColumnsAreSharedByRows() {
        assertArrayEquals(product(SCALAR, 1, 5000, 70, 20), product(VECTOR, 2, 5000, 70, 20));
    }

    @Test
    void callersAtOnceDoNotDisturbEachOther() throws Exception {
        MatrixProducts products = SharedProducts.of(SCALAR, ThreadTeam.of(2));
        float[] expected = product(SCALAR, 1, 40, 200, 300);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> results = IntStream.range(0, 200)
                    .mapToObj(i -> callers.submit(() -> multiply(SCALAR, products, 40, 200, 300)))
                    .toList();
            for (Future<float[]> result : results) {
                assertArrayEquals(expected, result.get());
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void anyNumberOfThreadsMultipliesPairsAlike() {
        RandomTrials.run(60, random -> {
            int depth = between(random, 1, 900);
            int columns = between(random, 1, 1500);
            int threads = between(random, 2, 5);
            for (Kernels kernels : List.of(SCALAR, VECTOR)) {
                assertArrayEquals(
                        pairsProduct(SCALAR, 1, depth, columns), pairsProduct(kernels, threads, depth, columns));
            }
        });
    }

    @Test
    void aLargeRowIsSharedByBlocksOfPairs() {
        assertArrayEquals(pairsProduct(SCALAR, 1, 1000, 1001), pairsProduct(VECTOR, 3, 1000, 1001));
    }

    private static float[] product(Kernels kernels, int threads, int rows, int depth, int columns) {
        return multiply(kernels, SharedProducts.of(kernels, ThreadTeam.of(threads)), rows, depth, columns);
    }

    private static float[] multiply(Kernels kernels, MatrixProducts products, int rows, int depth, int columns) {
        float[] x = Sizes.finite(rows * depth, depth);
        Panels panels = kernels.panels(depth, columns);
        float[] packed = new float[panels.size()];
        panels.pack(Sizes.finite(depth * columns, columns), 0, columns, 1, packed, 0);
        float[] init = Sizes.finite(panels.paddedColumns(), rows);
        float[] y = new float[rows * columns];
        products.multiply(rows, x, 0, depth, packed, 0, panels, init, 0, 0, y, 0, columns, new Scratch());
        return y;
    }

    private static float[] pairsProduct(Kernels kernels, int threads, int depth, int columns) {
        MatrixProducts products = SharedProducts.of(kernels, ThreadTeam.of(threads));
        WeightBlocks blocks = WeightBlocks.of(WeightFormat.BF16, depth, columns);
        float[] packed = new float[blocks.size()];
        blocks.pack(Sizes.finite(depth * columns, columns), 0, columns, packed, 0);
        float[] x = Sizes.finite(depth, depth);
        float[] init = Sizes.finite(columns, 1);
        float[] y = new float[columns];
        products.multiplyPairs(depth, columns, x, 0, packed, 0, init, 0, y, 0, new Scratch());
        return y;
    }

    @Test
    void oneThreadChangesNothing() {
        assertSame(SCALAR, SharedProducts.of(SCALAR, ThreadTeam.of(1)));
    }
}
