package io.github.cornu.importer.layer.attention;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which values are known to be 1 and 0. */
class TruthReaderTest {
    private final GraphBuilder graph = new GraphBuilder("model");
    private final Lowering g = new Lowering(graph, KerasWriter.parse("2.15.0", null), Map.of(), null);
    private final Value numbers = graph.input("numbers", Shape.of(Shape.FREE, 4, 4));
    private final Value truth = g.add(new CombineScalar(Binary.GREATER, 0.5f), numbers);

    private boolean isTruth(Value value) {
        return new TruthReader(g, new MaskReader(g, new AxisOrigins(g))).isTruth(value);
    }

    private Value constant(float... row) {
        return g.add(new Constant(Weight.of(row, 1, 1, row.length)));
    }

    @Test
    void comparisonsAndWhatMovesThemAre() {
        Value opposite = g.add(new Elementwise(Activation.of(Unary.SCALE_SHIFT, -1f, 1f, 0f)), truth);
        Value padded = g.add(new Pad(2, 1, 0, 1f), g.add(new Reverse(1), opposite));
        Value joined = g.add(new Concatenate(2), padded, truth);
        assertTrue(isTruth(g.add(Reshape.expandDims(1), joined)));
        assertTrue(isTruth(g.add(new Combine(Binary.MULTIPLY), truth, constant(1, 0, 0, 1))));
        assertTrue(isTruth(g.add(new Where(), numbers, truth, constant(0))));
    }

    @Test
    void numbersAreNot() {
        assertFalse(isTruth(numbers));
        assertFalse(isTruth(constant(1, 0, 0.5f)));
        for (Binary function : List.of(Binary.ADD, Binary.SUBTRACT)) {
            assertFalse(isTruth(g.add(new Combine(function), truth, truth)));
        }
        assertFalse(isTruth(g.add(new Combine(Binary.MULTIPLY), truth, numbers)));
        assertFalse(isTruth(g.add(new Concatenate(2), truth, numbers)));
        assertFalse(isTruth(g.add(new Pad(2, 1, 0, 2f), truth)));
        assertFalse(isTruth(g.add(new Where(), truth, numbers, constant(0))));
        assertFalse(isTruth(g.add(new Elementwise(Activation.of(Unary.SCALE_SHIFT, -2f, 1f, 0f)), truth)));
    }
}
