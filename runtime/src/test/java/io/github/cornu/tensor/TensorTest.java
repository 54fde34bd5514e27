package io.github.cornu.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TensorTest {
    private final Tensor tensor =
            Tensor.of(new float[][][] {{{1, 2, 3}, {4, 6, 5}}, {{9, 8, 7}, {Float.NaN, 12, Float.NaN}}});

    private static String refused(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    @Test
    void arraysOfArraysAreCopied() {
        float[][] rows = {{1, 2}, {3, 4}, {5, 6}};
        Tensor copy = Tensor.of(rows);
        assertEquals(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2), copy);
        rows[0][0] = 9;
        assertEquals(1f, copy.get(0, 0));
        assertEquals(Shape.of(2, 2, 3), tensor.shape());
        float[][][][] images = new float[2][3][4][1];
        images[1][2][3][0] = 7;
        assertEquals(Shape.of(2, 3, 4, 1), Tensor.of(images).shape());
        assertEquals(7f, Tensor.of(images).get(1, 2, 3, 0));
        float[][][][][] films = new float[1][2][3][4][5];
        films[0][1][2][3][4] = 8;
        assertEquals(Shape.of(1, 2, 3, 4, 5), Tensor.of(films).shape());
        assertEquals(8f, Tensor.of(films).get(0, 1, 2, 3, 4));
        assertEquals(Shape.of(2, 0), Tensor.of(new float[2][0]).shape());
    }

    @Test
    void oneArrayIsOneAxisAndIsNotCopied() {
        float[] data = {1, 2, 3};
        assertEquals(Shape.of(3), Tensor.of(data).shape());
        assertSame(data, Tensor.of(data).data());
        assertSame(data, Tensor.of(data, 1, 3).data());
    }

    @Test
    void raggedArraysAreRefusedByTheirPlace() {
        assertEquals(
                "data[1] has the length 3, data[0] has 2", refused(() -> Tensor.of(new float[][] {{1, 2}, {1, 2, 3}})));
        assertEquals(
                "data[1][1] has the length 1, data[0][0] has 2",
                refused(() -> Tensor.of(new float[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7}}})));
        assertEquals(
                "data[1] has the length 1, data[0] has 2",
                refused(() -> Tensor.of(new float[][][] {{{1}, {2}}, {{3}}})));
        assertEquals(
                "an array without rows does not tell how long they are: Tensor.zeros has a shape of its own",
                refused(() -> Tensor.of(new float[0][3])));
        assertEquals(
                "data[1]",
                assertThrows(NullPointerException.class, () -> Tensor.of(new float[][] {{1}, null}))
                        .getMessage());
        assertEquals(
                "data[0]",
                assertThrows(NullPointerException.class, () -> Tensor.of(new float[][] {null, {1}}))
                        .getMessage());
    }

    @Test
    void wholeNumbersAreExactOrRefused() {
        Tensor words = Tensor.of(new int[][] {{3, 0}, {1 << 24, -5}});
        assertEquals(Tensor.of(new float[] {3, 0, 16_777_216, -5}, 2, 2), words);
        assertEquals(
                "data[0][1] is 16777217, which no float is equal to",
                refused(() -> Tensor.of(new int[][] {{1, 16_777_217}})));
        assertEquals(
                "data[0][0] is 2147483647, which no float is equal to",
                refused(() -> Tensor.of(new int[][] {{Integer.MAX_VALUE}})));
    }

    @Test
    void elementsAndRowsAreFoundByIndex() {
        assertEquals(6f, tensor.get(0, 1, 1));
        assertArrayEquals(new float[] {4, 6, 5}, tensor.row(0, 1));
        assertArrayEquals(new float[] {1, 2, 3, 4, 6, 5}, tensor.row(0));
        assertArrayEquals(new float[] {8}, tensor.row(1, 0, 1));
        assertNotSame(tensor.data(), Tensor.of(tensor.data()).row(0));
        assertEquals(
                "the index [1, 1] for the shape (2, 2, 3): expected one number for each axis",
                refused(() -> tensor.get(1, 1)));
        assertEquals(
                "the index [0, 1, 1, 0] for the shape (2, 2, 3): expected one number for each axis",
                refused(() -> tensor.get(0, 1, 1, 0)));
        assertEquals("the index [] for the shape (2, 2, 3): expected numbers for the first axes", refused(tensor::row));
        Exception outside = assertThrows(IndexOutOfBoundsException.class, () -> tensor.get(0, 2, 0));
        assertEquals("index 2 for axis 1 of the shape (2, 2, 3)", outside.getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> tensor.row(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> tensor.argMax(2, 0));
    }

    @Test
    void theLargestIsThatOfNumPy() {
        assertEquals(2, tensor.argMax(0, 0));
        assertEquals(1, tensor.argMax(0, 1));
        assertEquals(0, tensor.argMax(1, 0));
        assertEquals(0, tensor.argMax(1, 1), "a NaN is larger than every number");
        assertEquals(1, Tensor.of(new float[] {-0f, 5, 5}).argMax(), "the first of equal ones");
        assertEquals(0, Tensor.of(new float[] {-0f, 0f}).argMax(), "which the two zeros are");
        assertArrayEquals(new int[] {0, 2, 1}, tensor.topK(3, 1, 1));
        assertArrayEquals(new int[] {1, 2}, tensor.topK(2, 0, 1));
        assertEquals(
                "the index [0] for the shape (2, 2, 3): expected one number for each axis but the last",
                refused(() -> tensor.argMax(0)));
        assertEquals("the largest 4 of 3 elements", refused(() -> tensor.topK(4, 0, 0)));
        assertEquals(
                "the largest 1 of 0 elements", refused(() -> Tensor.zeros(2, 0).argMax(1)));
    }

    /** Against sorting. */
    @Test
    void theLargestComeInOrder() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            float[] data = new float[1 + random.nextInt(12)];
            Integer[] order = new Integer[data.length];
            for (int i = 0; i < data.length; i++) {
                data[i] = random.nextInt(6);
                order[i] = i;
            }
            Arrays.sort(order, (a, b) -> Float.compare(data[b], data[a]));
            int k = 1 + random.nextInt(data.length);
            int[] expected =
                    Arrays.stream(order).limit(k).mapToInt(Integer::intValue).toArray();
            assertArrayEquals(expected, Tensor.of(data).topK(k), () -> Arrays.toString(data));
        }
    }

    @Test
    void itIsPrintedShort() {
        assertEquals("(1, 2) [1.0, 2.0]", Tensor.of(new float[] {1, 2}, 1, 2).toString());
        assertEquals(
                "(3, 3) [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, ...]",
                Tensor.zeros(3, 3).toString());
        assertEquals("(2, 1) [\"a cat\", \"\"]", Texts.of("a cat", "").toString());
        assertEquals(
                "(9,) [\"a\", \"a\", \"a\", \"a\", \"a\", \"a\", \"a\", \"a\", ...]",
                Texts.of(Collections.nCopies(9, "a"), 9).toString());
    }
}
