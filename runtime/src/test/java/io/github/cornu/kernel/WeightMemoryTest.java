package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightMemoryTest {
    /** What G1 takes for the arrays of some slices, in regions of so many floats. */
    private static long inRegions(List<WeightMemory.Slice> slices, int region) {
        Map<float[], Boolean> arrays = new IdentityHashMap<>();
        slices.forEach(slice -> arrays.put(slice.data(), true));
        long sum = 0;
        for (float[] array : arrays.keySet()) {
            sum += (array.length + 4L + region - 1) / region * region;
        }
        return sum;
    }

    /** Matrices of a Llama, whose lengths are powers of two, with its table of tokens at one end. */
    private static List<Long> matrices(long unit, boolean tableFirst) {
        List<Long> sizes = new ArrayList<>();
        for (int layer = 0; layer < 16; layer++) {
            for (int times : new int[] {4, 1, 1, 4, 16, 16, 16}) {
                sizes.add(times * unit);
            }
        }
        sizes.add(tableFirst ? 0 : sizes.size(), 256 * unit);
        return sizes;
    }

    @ParameterizedTest
    @CsvSource({"64, true", "64, false", "8, true", "8, false", "3, false"})
    void aModelTakesLittleMoreThanItsWeights(int part, boolean tableFirst) {
        int region = WeightMemory.REGION;
        List<Long> sizes = matrices(region / part / 16 * 16, tableFirst);
        long total = sizes.stream().mapToLong(size -> size).sum();
        WeightMemory memory = new WeightMemory();
        List<WeightMemory.Slice> slices = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            memory.expect(sizes.subList(i, sizes.size()));
            slices.add(memory.allocate(Math.toIntExact(sizes.get(i))));
        }
        long taken = inRegions(slices, region);
        assertTrue(taken <= total * 1.05 + 2L * region, taken + " floats for " + total + " in regions of " + region);
    }

    @Test
    void slicesAreApartAndBeginAtTheirPlace() {
        WeightMemory memory = new WeightMemory();
        memory.expect(List.of(7_500_000L, 100_000_000L));
        Map<float[], Integer> ends = new IdentityHashMap<>();
        for (int size : new int[] {1000, 70_000, 3, 5_000_000, 16, 400_000, 1 << 20}) {
            WeightMemory.Slice slice = memory.allocate(size);
            assertEquals(WeightMemory.FIRST, slice.offset() % 16);
            assertTrue(slice.offset() >= ends.getOrDefault(slice.data(), 0));
            assertTrue(slice.offset() + size <= slice.data().length);
            ends.put(slice.data(), slice.offset() + size);
        }
    }

    /** Of three that follow each other, since what is allocated before may have filled an array with the first. */
    @Test
    void smallModelsShareAnArray() {
        float[] first = smallModel();
        float[] second = smallModel();
        assertSame(second, second == first ? first : smallModel());
    }

    private static float[] smallModel() {
        WeightMemory memory = new WeightMemory();
        memory.expect(List.of(100L));
        return memory.allocate(100).data();
    }
}
