package io.github.cornu.op.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedFloatsTest {
    /** Numbers that tell where they are from; remembers how many were asked for at once. */
    private static final class Parts implements Weight {
        private final Shape shape;
        private int most;

        Parts(int rows, int columns) {
            shape = Shape.of(rows, columns);
        }

        @Override
        public Shape shape() {
            return shape;
        }

        @Override
        public float[] read() {
            float[] all = new float[shape.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = i % 1021;
            }
            return all;
        }

        @Override
        public boolean readsParts() {
            return true;
        }

        @Override
        public void read(int first, int count, float[] target) {
            most = Math.max(most, count);
            System.arraycopy(read(), first, target, 0, count);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 9", "37, 65", "2101, 1009", "3, 1100000", "4096, 256"})
    void partsGiveTheWhole(int rows, int columns) {
        Parts weight = new Parts(rows, columns);
        Kernels kernels = KernelSelector.scalar();
        Panels panels = kernels.panels(rows, columns);
        PackedFloats whole = PackedFloats.pack(kernels, kernels, panels, weight.read(), 0, columns, null);
        PackedFloats parts = PackedFloats.pack(kernels, kernels, panels, weight, null);
        int size = whole.panels().size();
        assertArrayEquals(
                Arrays.copyOfRange(whole.data(), whole.offset(), whole.offset() + size),
                Arrays.copyOfRange(parts.data(), parts.offset(), parts.offset() + size));
    }

    @Test
    void aLargeWeightIsNeverInMemoryTwice() {
        Parts weight = new Parts(2101, 1009);
        new WeightPacking(KernelSelector.scalar(), ThreadTeam.of(1), WeightFormat.F32).pack(weight, 2101, 1009, null);
        assertTrue(weight.most > 0 && weight.most < weight.shape().size());
    }
}
