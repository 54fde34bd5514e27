package io.github.cornu.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void printsAsKerasDoes() {
        assertEquals("(None, 10, 4)", Shape.of(-1, 10, 4).toString());
        assertEquals("(3,)", Shape.of(3).toString());
        assertEquals("()", Shape.of().toString());
    }

    @Test
    void countsElements() {
        assertEquals(24, Shape.of(2, 3, 4).size());
        assertEquals(1, Shape.of().size());
        assertEquals(12, Shape.of(-1, 3, 4).size(1, 3));
        assertEquals(Shape.FREE, Shape.of(-1, 3).size(0, 2));
        assertThrows(IllegalStateException.class, () -> Shape.of(-1, 3).size());
        assertThrows(ArithmeticException.class, () -> Shape.of(1 << 20, 1 << 20).size());
    }

    @Test
    void acceptsWhatItsFreeAxesAllow() {
        assertTrue(Shape.of(-1, 3).accepts(Shape.of(7, 3)));
        assertFalse(Shape.of(-1, 3).accepts(Shape.of(7, 4)));
        assertFalse(Shape.of(-1, 3).accepts(Shape.of(7, 3, 1)));
    }

    @Test
    void changesAxes() {
        assertEquals(Shape.of(2, 9, 4), Shape.of(2, 3, 4).with(-2, 9));
        assertEquals(Shape.of(2, 1, 3), Shape.of(2, 3).insert(1, 1));
        assertEquals(Shape.of(2, 4), Shape.of(2, 3, 4).remove(1));
        assertEquals(Shape.of(3, 4), Shape.of(2, 3, 4).axes(1, 3));
        assertEquals(Shape.of(2, 3), Shape.of(2).append(Shape.of(3)));
        assertThrows(IllegalArgumentException.class, () -> Shape.of(-2));
    }

    @Test
    void tensorsFillTheirShapes() {
        Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        assertEquals(6f, tensor.get(1, 2));
        assertEquals(4f, tensor.get(1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> tensor.get(0, 3));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[5], 2, 3));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[6], -1, 3));
        assertEquals(Tensor.of(new float[] {Float.NaN}, 1), Tensor.of(new float[] {Float.NaN}, 1));
        assertNotEquals(Tensor.zeros(2, 3), Tensor.zeros(3, 2));
    }
}
