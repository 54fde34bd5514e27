package io.github.cornu.importer.layer.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisibleKeysTest {
    private final GraphBuilder graph = new GraphBuilder("masks");
    private final Lowering g = new Lowering(graph, KerasWriter.parse("2.15.0", null), Map.of(), null);
    private final Value x = graph.input("x", Shape.of(Shape.FREE, Shape.FREE, 3));
    private final Value other = graph.input("other", Shape.of(Shape.FREE, Shape.FREE, 3));
    private final Value query = positions(x, 1);
    private final Value key = positions(x, 0);

    /** The positions of the steps, from 0, as a column or a row. */
    private Value positions(Value sequence, int axis) {
        Value ones = g.add(new Fill(List.of(Length.ofAxis(0, 1)), 1f), sequence);
        Value counted = g.add(new Accumulate(Binary.ADD, 0), ones);
        return g.add(Reshape.expandDims(axis), g.add(new CombineScalar(Binary.SUBTRACT, 1f), counted));
    }

    private Value combined(Binary function, Value a, Value b) {
        return g.add(new Combine(function), a, b);
    }

    private Value plus(Value a, float number) {
        return g.add(new CombineScalar(Binary.ADD, number), a);
    }

    private Value causal() {
        return combined(Binary.GREATER_EQUAL, query, key);
    }

    private Value steps(Value sequence) {
        Value ones = g.add(new Fill(List.of(Length.ofAxis(0, 1)), 1f), sequence);
        return g.add(new Reduce(Reduce.Kind.SUM, 0, true), ones);
    }

    private VisibleKeys of(Value mask) {
        return VisibleKeys.of(g, mask, x, x);
    }

    private void assertCausal(Value mask, int window) {
        assertEquals(new VisibleKeys(true, window, null), of(mask));
    }

    private void assertPlain(Value mask) {
        assertEquals(new VisibleKeys(false, 0, mask), of(mask));
    }

    @Test
    void positionsAreCompared() {
        assertCausal(causal(), 0);
        assertCausal(combined(Binary.LESS_EQUAL, key, query), 0);
        assertCausal(combined(Binary.GREATER, plus(query, 1), key), 0);
        assertCausal(combined(Binary.LESS, key, plus(query, 1)), 0);
        Value later = combined(Binary.LESS, query, key);
        assertCausal(g.add(new CombineScalar(Binary.EQUAL, 0f), later), 0);
    }

    @Test
    void otherDistancesAreNotCausal() {
        assertPlain(combined(Binary.GREATER, query, key));
        assertPlain(combined(Binary.GREATER_EQUAL, plus(query, 1), key));
        assertPlain(combined(Binary.GREATER_EQUAL, plus(query, -1), key));
        assertPlain(combined(Binary.LESS_EQUAL, query, key));
        assertPlain(combined(Binary.GREATER_EQUAL, g.add(new CombineScalar(Binary.MULTIPLY, 2f), query), key));
        assertPlain(g.add(new Transpose(List.of(1, 0)), causal()));
    }

    @Test
    void aWindowIsADistance() {
        Value distance = combined(Binary.SUBTRACT, query, key);
        Value near = g.add(new CombineScalar(Binary.LESS, 4f), distance);
        assertCausal(combined(Binary.MINIMUM, causal(), near), 4);
        assertCausal(combined(Binary.MULTIPLY, near, causal()), 4);
        assertPlain(near);
    }

    @Test
    void lengthsOfOneOriginCancel() {
        Value shifted = combined(Binary.ADD, combined(Binary.SUBTRACT, key, steps(x)), steps(x));
        assertCausal(combined(Binary.GREATER_EQUAL, query, shifted), 0);
        Value dense = dense(x);
        Value same = combined(Binary.ADD, combined(Binary.SUBTRACT, key, steps(dense)), steps(x));
        assertCausal(combined(Binary.GREATER_EQUAL, query, same), 0);
    }

    /** {@code j <= i + (S - T)}. */
    @Test
    void otherLengthsStay() {
        Value shifted = combined(Binary.ADD, combined(Binary.SUBTRACT, query, steps(x)), steps(other));
        assertPlain(combined(Binary.GREATER_EQUAL, shifted, key));
    }

    @Test
    void alternativesAreNotCausal() {
        Value open = g.add(new Constant(Weight.of(new float[] {1}, 1, 1)));
        assertPlain(combined(Binary.MAXIMUM, causal(), open));
        assertPlain(combined(Binary.MAXIMUM, causal(), truth()));
        assertPlain(combined(Binary.ADD, causal(), truth()));
    }

    @Test
    void fractionsAreNotRead() {
        assertPlain(combined(Binary.GREATER, plus(query, 0.5f), key));
        Value half = g.add(new CombineScalar(Binary.MULTIPLY, 0.5f), query);
        assertPlain(combined(Binary.GREATER_EQUAL, half, g.add(new CombineScalar(Binary.MULTIPLY, 0.5f), key)));
        Value truncated = g.add(new Elementwise(Activation.of(Unary.TRUNCATE)), half);
        assertPlain(combined(Binary.GREATER_EQUAL, truncated, key));
    }

    /** Of any number, one for each key: (batch, 1, keys). */
    private Value numbers() {
        return g.add(Reshape.expandDims(1), g.add(new Reduce(Reduce.Kind.MAX, 2, false), x));
    }

    private Value truth() {
        return g.add(new CombineScalar(Binary.NOT_EQUAL, 0f), numbers());
    }

    @Test
    void theRestStays() {
        Value keep = truth();
        assertEquals(new VisibleKeys(true, 0, keep), of(combined(Binary.MINIMUM, causal(), keep)));
        assertEquals(new VisibleKeys(true, 0, keep), of(combined(Binary.MULTIPLY, keep, causal())));
    }

    /** Where 1 is the least number that is not masked, a product is so where its factor is, else it is 0. */
    @Test
    void aFactorStaysAsItIs() {
        Value numbers = numbers();
        assertEquals(new VisibleKeys(true, 0, numbers), of(combined(Binary.MULTIPLY, causal(), numbers)));
        Value least = combined(Binary.MINIMUM, causal(), numbers);
        assertPlain(least);
        assertPlain(g.add(new CombineScalar(Binary.MULTIPLY, 2f), causal()));
    }

    /** The rest has as many axes as the mask had. */
    @Test
    void aRestOfLowerRankGetsAxes() {
        Value fixed = graph.input("fixed", Shape.of(Shape.FREE, 5, 3));
        Value keep = graph.input("keep", Shape.of(5));
        float[] triangle = new float[25];
        for (int i = 0; i < 25; i++) {
            triangle[i] = i % 5 <= i / 5 ? 1 : 0;
        }
        Value mask = combined(Binary.MULTIPLY, g.add(new Constant(Weight.of(triangle, 5, 5))), keep);
        VisibleKeys found = VisibleKeys.of(g, mask, fixed, fixed);
        assertEquals(new VisibleKeys(true, 0, found.rest()), found);
        assertEquals(Shape.of(1, 5), found.rest().shape());
        assertEquals(List.of(keep), g.operands(found.rest()));
        Value expanded = g.add(Reshape.expandDims(0), mask);
        assertEquals(
                Shape.of(1, 1, 5),
                VisibleKeys.of(g, expanded, fixed, fixed).rest().shape());
    }

    private Value dense(Value input) {
        return g.add(new Dense(Weight.of(new float[9], 3, 3), null, Activation.LINEAR), input);
    }

    /** The mask of one sequence, and another one that has as many steps as it in some calls only. */
    @Test
    void freeLengthsAreOfOneOrigin() {
        assertEquals(
                causal().shape(),
                combined(Binary.GREATER_EQUAL, query, positions(other, 0)).shape());
        Value foreign = combined(Binary.GREATER_EQUAL, positions(other, 1), positions(other, 0));
        assertPlain(foreign);
        assertPlain(combined(Binary.GREATER_EQUAL, query, positions(other, 0)));
        assertPlain(combined(Binary.MINIMUM, causal(), foreign));
        assertPlain(combined(Binary.GREATER_EQUAL, combined(Binary.ADD, query, positions(other, 1)), key));
        Value late = combined(Binary.GREATER_EQUAL, positions(x, 1), positions(x, 0));
        Value mask = VisibleKeys.of(g, late, other, other).rest();
        assertEquals(late, mask);
        assertFalse(VisibleKeys.of(g, late, x, other).causal());
    }

    @Test
    void lengthsAreFollowed() {
        Value y = combined(Binary.ADD, dense(x), x);
        assertTrue(VisibleKeys.of(g, causal(), y, dense(y)).causal());
        Value turned = g.add(new Transpose(List.of(0, 2, 1)), y);
        Value back = g.add(new Transpose(List.of(0, 2, 1)), turned);
        assertTrue(VisibleKeys.of(g, causal(), back, back).causal());
        Value sum = combined(Binary.ADD, x, other);
        assertFalse(VisibleKeys.of(g, causal(), sum, sum).causal());
        Value ofSum = combined(Binary.GREATER_EQUAL, positions(sum, 1), positions(sum, 0));
        assertTrue(VisibleKeys.of(g, ofSum, sum, sum).causal());
        Value cut = g.add(new Slice(1, 0, 100_000, 1), x);
        assertFalse(VisibleKeys.of(g, causal(), cut, cut).causal());
        Value odd = g.add(new Slice(2, 1, 2, 1), x);
        assertTrue(VisibleKeys.of(g, causal(), odd, odd).causal());
    }

    /** (T, S) as (S, T) are other places. */
    @Test
    void aReshapeKeepsOrigins() {
        Value wide = combined(Binary.GREATER_EQUAL, query, positions(other, 0));
        Reshape swap = Reshape.to(List.of(Length.ofAxis(2, 1), Length.ofAxis(1, 1)));
        Value swapped = g.add(swap, wide, x, other);
        MaskReader reader = new MaskReader(g, new AxisOrigins(g));
        assertNull(reader.read(swapped));
        Reshape more = Reshape.to(List.of(Length.of(1), Length.ofAxis(1, 1), Length.ofAxis(1, 1)));
        assertCausal(g.add(more, causal(), dense(x)), 0);
    }
}
