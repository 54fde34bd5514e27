package io.github.cornu.op.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.kernel.WeightMemory;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WeightPackingTest {
    /** Numbers that tell where they are from; remembers how many were asked for at once. */
    private static final class Parts implements Weight {
        private final Shape shape;
        private int most;

        Parts(int rows, int columns) {
            shape = Shape.of(rows, columns);
        }

        private float number(int i) {
            return i % 509 - 254;
        }

        @Override
        public Shape shape() {
            return shape;
        }

        @Override
        public float[] read() {
            float[] all = new float[shape.size()];
            read(0, all.length, all);
            return all;
        }

        @Override
        public boolean readsParts() {
            return true;
        }

        @Override
        public void read(int first, int count, float[] target) {
            most = Math.max(most, count);
            for (int i = 0; i < count; i++) {
                target[i] = number(first + i);
            }
        }
    }

    /** The transposed of a weight that is read in parts, which cannot be read so itself. */
    private record Transposed(Parts transposed, Shape shape) implements Weight {
        static Transposed of(int rows, int columns) {
            return new Transposed(new Parts(columns, rows), Shape.of(rows, columns));
        }

        @Override
        public float[] read() {
            int rows = shape.length(0);
            int columns = shape.length(1);
            float[] all = new float[shape.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = transposed.number(i % columns * rows + i / columns);
            }
            return all;
        }
    }

    private static WeightPacking packing(WeightFormat format) {
        return new WeightPacking(KernelSelector.scalar(), ThreadTeam.of(1), format, new WeightMemory());
    }

    /** The packed numbers. */
    private static float[] packed(PackedWeights weights) {
        if (weights instanceof PackedFloats floats) {
            int from = floats.offset();
            return Arrays.copyOfRange(
                    floats.data(), from, from + floats.panels().size());
        }
        CompactMatrix matrix = ((PackedCompact) weights).matrix();
        int from = matrix.offset();
        return Arrays.copyOfRange(matrix.data(), from, from + matrix.blocks().size());
    }

    @ParameterizedTest
    @CsvSource({"1, 9", "37, 65", "2101, 1009", "3, 1100000", "4096, 256", "70000, 33"})
    void partsGiveTheWhole(int rows, int columns) {
        for (WeightFormat format : WeightFormat.values()) {
            for (Weight weight : new Weight[] {new Parts(rows, columns), Transposed.of(rows, columns)}) {
                PackedWeights whole = packing(format).pack(weight.read(), 0, columns, rows, columns, null);
                PackedWeights parts = packing(format).pack(weight, rows, columns, null);
                assertArrayEquals(packed(whole), packed(parts), format.name());
                assertEquals(whole.getClass(), parts.getClass());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargeWeightIsNeverInMemoryTwice(WeightFormat format) {
        Parts weight = new Parts(2101, 1009);
        packing(format).pack(weight, 2101, 1009, null);
        assertTrue(weight.most > 0 && weight.most <= 1 << 16, weight.most + " at once");
        Transposed other = Transposed.of(2101, 1009);
        packing(format).pack(other, 2101, 1009, null);
        int most = other.transposed.most;
        assertTrue(most > 0 && most <= other.shape().size() / 2, most + " at once");
    }

    @Test
    void tablesOfBfloat16TakeTwoBytes() {
        Parts numbers = new Parts(1, 256);
        HalfTable halves = HalfTable.of(numbers);
        assertEquals(512, halves.bytes());
        float[] copy = new float[256];
        halves.copy(0, 256, copy, 0);
        assertArrayEquals(numbers.read(), copy);
        assertEquals(null, HalfTable.of(Weight.of(new float[] {1f, 1.001f}, 2)));
    }
}
