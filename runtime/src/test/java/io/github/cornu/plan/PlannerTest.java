package io.github.cornu.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Graphs;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.op.Target;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private final GraphBuilder builder = new GraphBuilder("model");

    private Value plus(Value x, float number) {
        return builder.add("plus", "Lambda", new CombineScalar(Binary.ADD, number), x);
    }

    @Test
    void aChainNeedsFewSlots() {
        Value y = builder.input("x", Shape.of(-1, 100));
        for (int i = 0; i < 20; i++) {
            y = builder.add("dense" + i, "Dense", Graphs.dense(100, 100, i), y);
        }
        builder.output("y", y);
        Plan plan = new Program(builder.build(), Target.of(KernelSelector.scalar())).plan(List.of(Shape.of(1, 100)));
        int floats = 0;
        for (int slot = 0; slot < plan.slots(); slot++) {
            floats += plan.slotSize(slot);
        }
        assertTrue(floats <= 2 * 112, floats + " floats");
    }

    @Test
    void valuesThatLiveOnAreNotOverwritten() {
        Value x = builder.input("x", Shape.of(-1, 3));
        Value a = plus(x, 1);
        Value b = plus(a, 10);
        Value c = plus(b, 100);
        Value sum = builder.add("add", "Add", new Combine(Binary.ADD), a, c);
        builder.output("y", builder.add("add", "Add", new Combine(Binary.ADD), sum, b));
        Tensor y = Model.compile(builder.build()).newSession().run(Tensor.zeros(1, 3));
        assertEquals(1f + 111f + 11f, y.get(0, 0));
    }

    @Test
    void viewsKeepWhatTheyViewAlive() {
        Value x = builder.input("x", Shape.of(-1, 4));
        Value a = plus(x, 1);
        Value view = builder.add("reshape", "Reshape", Reshape.ofSamples(Shape.of(2, 2)), a);
        Value b = plus(a, 10);
        Value other = builder.add("reshape", "Reshape", Reshape.ofSamples(Shape.of(2, 2)), b);
        builder.output("y", builder.add("add", "Add", new Combine(Binary.ADD), view, other));
        Tensor y = Model.compile(builder.build()).newSession().run(Tensor.zeros(1, 4));
        assertEquals(Tensor.of(new float[] {12, 12, 12, 12}, 1, 2, 2), y);
    }

    @Test
    void outputsMayBeInputsViewsConstantsOrTwice() {
        Value x = builder.input("x", Shape.of(-1, 2));
        Value a = plus(x, 1);
        Value constant = builder.add("constant", "Constant", new Constant(Graphs.weight(1, 1, 2)));
        builder.output("x", x);
        builder.output("a", a);
        builder.output("again", a);
        builder.output("view", builder.add("view", "Reshape", Reshape.expandDims(1), a));
        builder.output("view_of_input", builder.add("view", "Reshape", Reshape.expandDims(1), x));
        builder.output("constant", constant);
        builder.output("after", plus(constant, 1));
        Session session = Model.compile(builder.build()).newSession();
        for (int i = 0; i < 2; i++) {
            List<Tensor> y = session.run(List.of(Tensor.of(new float[] {5, 6}, 1, 2)));
            assertEquals(Tensor.of(new float[] {5, 6}, 1, 2), y.get(0));
            assertEquals(Tensor.of(new float[] {6, 7}, 1, 2), y.get(1));
            assertEquals(y.get(1), y.get(2));
            assertEquals(Tensor.of(new float[] {6, 7}, 1, 1, 2), y.get(3));
            assertEquals(Tensor.of(new float[] {5, 6}, 1, 1, 2), y.get(4));
            assertEquals(Graphs.tensor(1, 1, 2), y.get(5));
            assertEquals(Graphs.tensor(1, 1, 2).get(0, 1) + 1f, y.get(6).get(0, 1));
        }
    }

    @Test
    void shapesThatOnlyFailForAnInputNameTheLayer() {
        Value x = builder.input("x", Shape.of(-1, -1));
        builder.output("y", builder.add("reshape", "Reshape", Reshape.ofSamples(Shape.of(-1, 3)), x));
        Model model = Model.compile(builder.build());
        ModelException e =
                assertThrows(ModelException.class, () -> model.newSession().run(Tensor.zeros(2, 4)));
        assertEquals("layer 'reshape' (Reshape): the input (2, 4) cannot take the shape (2, None, 3)", e.getMessage());
    }

    @Test
    void anOutputLargerThanAnArrayIsRefused() {
        Value x = builder.input("x", Shape.of(-1, -1, 2));
        Value y = builder.add(
                "outer",
                "Multiply",
                new Combine(Binary.MULTIPLY),
                builder.add("a", "Reshape", Reshape.expandDims(1), x),
                builder.add("b", "Reshape", Reshape.expandDims(2), x));
        builder.output("y", y);
        Model model = Model.compile(builder.build());
        ModelException e =
                assertThrows(ModelException.class, () -> model.newSession().run(Tensor.zeros(1, 50_000, 2)));
        assertEquals("layer 'outer' (Multiply): its output is larger than an array can be", e.getMessage());
    }

    @Test
    void longSequencesRunInBlocks() {
        Value x = builder.input("x", Shape.of(-1, -1, 8));
        builder.output("y", builder.add("lstm", "LSTM", Graphs.lstm(8, 512, false, false, 1), x));
        Program program = new Program(builder.build(), Target.of(KernelSelector.scalar()));
        assertEquals(floats(program, 1_000), floats(program, 100_000));
    }

    private static int floats(Program program, int steps) {
        Plan plan = program.plan(List.of(Shape.of(1, steps, 8)));
        int floats = 0;
        for (int slot = 0; slot < plan.slots(); slot++) {
            floats += plan.slotSize(slot);
        }
        return floats;
    }
}
