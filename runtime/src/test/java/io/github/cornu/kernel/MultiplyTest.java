package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.RandomTrials;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The packed matrix product: one chain of multiply-adds for each element, however it is cut into tiles. */
class MultiplyTest {
    private static final float GUARD = 77f;

    private final Scratch scratch = new Scratch();

    @Test
    void bothKernelsGiveTheDefinition() {
        RandomTrials.run(400, random -> {
            int rows = RandomTrials.between(random, 1, 20);
            int depth = RandomTrials.between(random, 0, 40);
            int columns = RandomTrials.between(random, 1, 150);
            int gap = RandomTrials.between(random, 0, 5);
            float[] x = Sizes.finite(3 + rows * (depth + gap), rows * 31L + depth);
            float[] w = Sizes.finite(depth * columns, columns);
            float[] start = Sizes.finite(columns, depth);
            float[] expected = definition(rows, depth, columns, gap, x, w, start);
            for (Kernels kernels : new Kernels[] {KernelSelector.scalar(), KernelSelector.vector()}) {
                Panels panels = kernels.panels(depth, columns);
                float[] packed = new float[panels.size()];
                panels.pack(w, 0, columns, 1, packed, 0);
                float[] init = Arrays.copyOf(start, panels.paddedColumns());
                float[] y = new float[2 + rows * (columns + gap) + 1];
                Arrays.fill(y, GUARD);
                kernels.multiply(rows, x, 3, depth + gap, packed, 0, panels, init, 0, 0, y, 2, columns + gap, scratch);
                for (int r = 0; r < rows; r++) {
                    int from = 2 + r * (columns + gap);
                    assertArrayEquals(
                            Arrays.copyOfRange(expected, r * columns, (r + 1) * columns),
                            Arrays.copyOfRange(y, from, from + columns),
                            kernels.name());
                    for (int i = 0; i < gap; i++) {
                        assertEquals(GUARD, y[from + columns + i], kernels.name() + " writes between rows");
                    }
                }
                assertEquals(GUARD, y[0]);
                assertEquals(GUARD, y[y.length - 1]);
            }
        });
    }

    private static float[] definition(int rows, int depth, int columns, int gap, float[] x, float[] w, float[] start) {
        float[] y = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                float sum = start[j];
                for (int k = 0; k < depth; k++) {
                    sum = Math.fma(x[3 + r * (depth + gap) + k], w[k * columns + j], sum);
                }
                y[r * columns + j] = sum;
            }
        }
        return y;
    }

    @Test
    void sumsGoOnWhereTheyAre() {
        RandomTrials.run(50, random -> {
            int rows = RandomTrials.between(random, 1, 9);
            int blocks = RandomTrials.between(random, 1, 5);
            int depth = 13;
            int columns = 16 * blocks;
            for (Kernels kernels : new Kernels[] {KernelSelector.scalar(), KernelSelector.vector()}) {
                Panels panels = kernels.panels(depth, columns);
                float[] packed = new float[panels.size()];
                panels.pack(Sizes.finite(depth * columns, 1), 0, columns, 1, packed, 0);
                float[] x = Sizes.finite(rows * depth, 2);
                float[] y = Sizes.finite(rows * columns, 3);
                float[] separate = new float[y.length];
                kernels.multiply(rows, x, 0, depth, packed, 0, panels, y, 0, columns, separate, 0, columns, scratch);
                kernels.multiply(rows, x, 0, depth, packed, 0, panels, y, 0, columns, y, 0, columns, scratch);
                assertArrayEquals(separate, y, kernels.name());
            }
        });
    }
}
