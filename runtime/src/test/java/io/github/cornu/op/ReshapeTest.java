package io.github.cornu.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReshapeTest {
    private static final int FREE = Shape.FREE;

    private static Shape of(Reshape op, int... input) {
        return op.outputShape(List.of(Shape.of(input)));
    }

    private static void assertRefused(String text, Reshape op, int... input) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> of(op, input));
        assertEquals(text, e.getMessage());
    }

    @Test
    void someAxesAreReplacedAndTheOthersStay() {
        assertEquals(Shape.of(FREE, 3, 1, 4), of(Reshape.expandDims(2), FREE, 3, 4));
        assertEquals(Shape.of(FREE, 3, 1), of(Reshape.expandDims(2), FREE, 3));
        assertEquals(Shape.of(FREE, 4), of(Reshape.squeeze(1), FREE, 1, 4));
        assertEquals(Shape.of(FREE, 4), of(Reshape.squeeze(1), FREE, FREE, 4));
        assertEquals(Shape.of(FREE, 12, 5), of(Reshape.mergeAxes(1, 3), FREE, 3, 4, 5));
        assertEquals(Shape.of(FREE, 12, 5), of(Reshape.mergeAxes(1, -1), FREE, 3, 4, 5));
        assertEquals(Shape.of(FREE, FREE, 5), of(Reshape.mergeAxes(1, -1), FREE, FREE, 4, 5));
        assertEquals(Shape.of(FREE, 3, 4, 5), of(Reshape.splitAxis(1, Shape.of(3, 4)), FREE, 12, 5));
        assertEquals(Shape.of(FREE, 4, 3), of(Reshape.ofSamples(Shape.of(FREE, 3)), FREE, 2, 6));
        assertEquals(Shape.of(7, FREE, 3), of(Reshape.ofSamples(Shape.of(FREE, 3)), 7, FREE, 6));
    }

    @Test
    void lengthsComeFromOtherInputsAndTheRest() {
        Reshape op = Reshape.to(List.of(Length.ofAxis(1, 0), Length.REST, Length.ofAxis(1, 2), Length.of(2)));
        List<Shape> inputs = List.of(Shape.of(6, 20), Shape.of(3, 9, 5));
        assertEquals(Shape.of(3, 4, 5, 2), op.outputShape(inputs));
        assertRefused("expected 2 inputs, got 1", op, 6, 20);
    }

    @Test
    void axesThatStayAtTheStartAreNotReplaced() {
        List<Length> lengths = List.of(Length.ofAxis(0, 0), Length.ofAxis(0, 1), Length.of(2), Length.REST);
        Reshape op = Reshape.to(lengths);
        assertEquals(new Reshape(2, Reshape.END, lengths.subList(2, 4)), op);
        assertEquals(Shape.of(FREE, FREE, 2, 3), of(op, FREE, FREE, 6));
        assertEquals(Time.AXIS, op.time(List.of(Time.AXIS), List.of()));
    }

    @Test
    void anotherNumberOfElementsIsRefused() {
        assertRefused(
                "the input (None, 4) cannot take the shape (None, None, 3)", Reshape.ofSamples(Shape.of(-1, 3)), -1, 4);
        assertRefused(
                "the input (2, 4) cannot take the shape (3, 3)", Reshape.to(List.of(Length.of(3), Length.of(3))), 2, 4);
        assertRefused(
                "the input (None, 0) cannot take the shape (None, None, 0)", Reshape.ofSamples(Shape.of(-1, 0)), -1, 0);
        assertRefused("expected length 1 of axis 1, got an input of shape (None, 2, 4)", Reshape.squeeze(1), -1, 2, 4);
        assertRefused(
                "expected length 6 of axis 1, got an input of shape (None, 5)",
                Reshape.splitAxis(1, Shape.of(2, 3)),
                -1,
                5);
        assertRefused("expected an input of rank 3 or more, got (None, 2)", Reshape.expandDims(3), -1, 2);
        assertRefused("no axes are from 2 to before 1", new Reshape(2, 1, List.of()), -1, 2, 3);
        Exception e = assertThrows(IllegalArgumentException.class, () -> Reshape.ofSamples(Shape.of(-1, 3, -1)));
        assertEquals("the target (None, 3, None) has two free axes", e.getMessage());
    }

    @Test
    void timeAndSamplesMayNotBeMixed() {
        assertMixes("it works along time, axis 1", Reshape.expandDims(1), Time.AXIS);
        assertMixes("it works along time, axis 1", Reshape.squeeze(1), Time.AXIS);
        assertMixes("it joins time with the other axes", Reshape.mergeAxes(1, -1), Time.AXIS);
        assertMixes("it joins time with the other axes", Reshape.ofSamples(Shape.of(FREE)), Time.AXIS);
        assertMixes("it cuts the time axis", Reshape.splitAxis(1, Shape.of(2, 3)), Time.AXIS);
        Reshape all = Reshape.to(List.of(Length.REST, Length.of(4)));
        assertMixes("it joins time or the samples with other axes", all, Time.AXIS);
        assertMixes("it joins time or the samples with other axes", all, Time.STEP);
        assertEquals(Time.CONSTANT, all.time(List.of(Time.CONSTANT), List.of()));
        assertEquals(Time.STEP, Reshape.mergeAxes(1, 3).time(List.of(Time.STEP), List.of()));
        assertEquals(Time.AXIS, Reshape.squeeze(2).time(List.of(Time.AXIS), List.of()));
    }

    private static void assertMixes(String text, Reshape op, Time time) {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> op.time(List.of(time), List.of(Shape.of(FREE, FREE, 3))));
        assertEquals(text, e.getMessage());
    }
}
