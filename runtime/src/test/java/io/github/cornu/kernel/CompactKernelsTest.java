package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.RandomTrials;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Weights of which several share 32 bits: their errors, and the same products from all kernels. */
class CompactKernelsTest {
    private static final float GUARD = 77f;

    private final Scratch scratch = new Scratch();

    /** The weights that a packed matrix stands for, of int8 without the scales, row by row. */
    private static float[] unpacked(Kernels kernels, WeightBlocks blocks, float[] packed, int offset) {
        float[] weights = new float[blocks.rows() * blocks.columns()];
        for (int first = 0; first < blocks.columns(); first += 64) {
            int columns = Math.min(64, blocks.columns() - first);
            Panels panels = kernels.panels(blocks.rows(), columns);
            float[] group = new float[panels.size()];
            blocks.unpack(kernels, packed, offset, first, panels, group);
            for (int k = 0; k < blocks.rows(); k++) {
                for (int j = 0; j < columns; j++) {
                    int panel = j / panels.width();
                    int at = panels.offset(panel) + k * panels.widthOf(panel) + j % panels.width();
                    weights[k * blocks.columns() + first + j] = group[at];
                }
            }
        }
        return weights;
    }

    /** Weights of many magnitudes. */
    private static float[] wild(int count, long seed) {
        float[] weights = Sizes.random(count, seed);
        for (int i = 0; i < count; i++) {
            if (!(Math.abs(weights[i]) <= WeightPairs.LARGEST)) {
                weights[i] = (i % 2 == 0 ? 1 : -1) * WeightPairs.LARGEST;
            }
        }
        return weights;
    }

    @Test
    void aPairIsNearItsWeights() {
        RandomTrials.run(200, random -> {
            long seed = random.nextLong();
            int rows = RandomTrials.between(random, 0, 20);
            int columns = RandomTrials.between(random, 1, 150);
            float[] w = wild(3 + rows * (columns + 2), seed);
            WeightBlocks blocks = WeightBlocks.of(WeightFormat.BF16, rows, columns);
            float[] packed = new float[5 + blocks.size()];
            assertEquals(null, blocks.pack(w, 3, columns + 2, packed, 5));
            float[] actual = unpacked(KernelSelector.scalar(), blocks, packed, 5);
            assertArrayEquals(actual, unpacked(KernelSelector.vector(), blocks, packed, 5));
            for (int i = 0; i < actual.length; i++) {
                double weight = w[3 + i / columns * (columns + 2) + i % columns];
                double error = Math.abs(actual[i] - weight);
                assertTrue(error <= Math.max(0x1p-8 * Math.abs(weight), 0x1p-99), weight + " became " + actual[i]);
            }
        });
    }

    @Test
    void aByteIsWithinHalfAStep() {
        RandomTrials.run(200, random -> {
            long seed = random.nextLong();
            int rows = RandomTrials.between(random, 0, 20);
            int columns = RandomTrials.between(random, 1, 150);
            float[] w = wild(3 + rows * (columns + 2), seed);
            WeightBlocks blocks = WeightBlocks.of(WeightFormat.INT8, rows, columns);
            float[] packed = new float[5 + blocks.size()];
            float[] scales = blocks.pack(w, 3, columns + 2, packed, 5);
            float[] actual = unpacked(KernelSelector.scalar(), blocks, packed, 5);
            assertArrayEquals(actual, unpacked(KernelSelector.vector(), blocks, packed, 5));
            for (int j = 0; j < columns; j++) {
                double largest = 0;
                for (int k = 0; k < rows; k++) {
                    largest = Math.max(largest, Math.abs(w[3 + k * (columns + 2) + j]));
                }
                for (int k = 0; k < rows; k++) {
                    double weight = w[3 + k * (columns + 2) + j];
                    double error = Math.abs((double) actual[k * columns + j] * scales[j] - weight);
                    // The scale itself is rounded to a float.
                    assertTrue(error <= largest / 254 * (1 + 1e-6) + 1e-35, weight + " of " + largest);
                }
            }
        });
    }

    /** Sixteen bits are arbitrary to the other half: all of them. */
    @Test
    void everyPatternOfTheLowHalfLeavesTheHighOneNear() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            float low = Float.intBitsToFloat(bits << 16);
            if (Math.abs(low) <= WeightPairs.LARGEST) {
                for (float high : new float[] {1f, -1.9999f, 0.7f, 1e-20f, -0f, 0f, WeightPairs.LARGEST}) {
                    float word = WeightPairs.word(low, high);
                    double error = Math.abs((double) WeightPairs.high(word) - high);
                    assertTrue(error <= Math.max(0x1p-8 * Math.abs(high), 0x1p-99), low + " and " + high);
                    assertEquals(Math.abs(low) < 0x1p-100f ? 0f : low, WeightPairs.low(word));
                    assertTrue(word == 0f || Math.abs(word) >= Float.MIN_NORMAL);
                }
            }
        }
    }

    /** Arrays of floats keep all patterns of bits, those of signalling NaNs too. */
    @Test
    void everyByteComesBack() {
        for (int a = -127; a <= 127; a++) {
            for (int b : new int[] {-128 + 1, -1, 0, 1, 127, a}) {
                float[] weights = {b, a, -a, a};
                float[] scales = new float[64];
                Arrays.fill(scales, 1f);
                float[] word = {WeightBytes.word(weights, scales, 0, WeightBlocks.WORDS)};
                float[] copy = word.clone();
                for (int part = 0; part < 4; part++) {
                    assertEquals(weights[part], WeightBytes.number(copy[0], part));
                }
            }
        }
    }

    @Test
    void allKernelsMultiplyPairsAlike() {
        RandomTrials.run(300, random -> {
            int depth = RandomTrials.between(random, 0, 40);
            int columns = RandomTrials.between(random, 1, 300);
            float[] x = Sizes.finite(3 + depth, depth);
            float[] w = Sizes.finite(depth * columns, columns);
            float[] init = Sizes.finite(4 + columns, depth + 1);
            WeightBlocks blocks = WeightBlocks.of(WeightFormat.BF16, depth, columns);
            float[] packed = new float[2 + blocks.size()];
            blocks.pack(w, 0, columns, packed, 2);
            float[] weights = unpacked(KernelSelector.scalar(), blocks, packed, 2);
            float[] expected = new float[columns];
            for (int j = 0; j < columns; j++) {
                expected[j] = init[4 + j];
                for (int k = 0; k < depth; k++) {
                    expected[j] = Math.fma(x[3 + k], weights[k * columns + j], expected[j]);
                }
            }
            for (Kernels kernels : List.of(KernelSelector.scalar(), KernelSelector.vector(), KernelSelector.best())) {
                float[] y = new float[columns + 2];
                Arrays.fill(y, GUARD);
                kernels.multiplyPairs(depth, columns, x, 3, packed, 2, init, 4, y, 1, scratch);
                assertArrayEquals(expected, Arrays.copyOfRange(y, 1, columns + 1), kernels.name());
                assertEquals(GUARD, y[0]);
                assertEquals(GUARD, y[columns + 1], kernels.name() + " writes behind its output");
                System.arraycopy(init, 4, y, 1, columns);
                kernels.multiplyPairs(depth, columns, x, 3, packed, 2, y, 1, y, 1, scratch);
                assertArrayEquals(expected, Arrays.copyOfRange(y, 1, columns + 1), kernels.name());
            }
        });
    }

    @Test
    void onlyFiniteWeightsFit() {
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE}) {
            float[] w = new float[40];
            assertTrue(WeightBlocks.canHold(w, 0, 20, 2, 20));
            w[35] = odd;
            assertEquals(false, WeightBlocks.canHold(w, 0, 20, 2, 20));
            assertEquals(true, WeightBlocks.canHold(w, 0, 20, 2, 15));
        }
    }
}
