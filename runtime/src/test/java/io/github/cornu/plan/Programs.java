package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Runs graphs as they are, without passes. */
public final class Programs {
    private Programs() {}

    public static Tensor run(Graph graph, Kernels kernels, Tensor x) {
        Program program = new Program(graph, Target.of(kernels));
        Plan plan = program.plan(List.of(x.shape()));
        Memory memory = new Memory();
        float[][] slots = new float[plan.slots()][];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = plan.constant(i) != null ? plan.constant(i) : new float[plan.slotSize(i)];
        }
        slots[plan.inputSlot(0)] = x.data();
        Tensor y = Tensor.zeros(plan.outputs().get(0).shape());
        if (plan.outputs().get(0).direct()) {
            slots[plan.outputs().get(0).slot()] = y.data();
        }
        memory.use(slots, new float[0][], new int[0]);
        for (int i = 0; i < plan.steps(); i++) {
            plan.step(i).run(memory);
        }
        return Tensor.of(Arrays.copyOf(slots[plan.outputs().get(0).slot()], y.data().length), y.shape());
    }
}
