package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** The variables of a layer that is quantised to float8, of which inference needs two. */
final class Float8Scales {
    private final WeightSlot inputs;
    private final WeightSlot kernel;
    private final List<WeightSlot> all;

    Float8Scales(KerasLayer owner) {
        inputs = owner.weight("inputs_scale");
        WeightSlot ofInputs = owner.weight("inputs_amax_history");
        kernel = owner.weight("kernel_scale");
        WeightSlot ofKernel = owner.weight("kernel_amax_history");
        WeightSlot gradient = owner.weight("outputs_grad_scale");
        all = List.of(inputs, ofInputs, kernel, ofKernel, gradient, owner.weight("outputs_grad_amax_history"));
    }

    /** All of them, in Keras's order. */
    List<WeightSlot> all() {
        return all;
    }

    /** Whether the file has them. */
    boolean areBound() {
        return inputs.isBound();
    }

    /** The inputs divided by their scale, rounded to E4M3FN and multiplied with the scale again. */
    Value inputs(Lowering g, Value x) {
        float scale = inputs.get(new int[0]).read()[0];
        float max = QuantizedWeights.FLOAT8_MAX;
        Value y = g.add(new CombineScalar(Binary.DIVIDE, scale), x);
        y = Numbers.unary(g, Unary.CLIP, -max, max, y);
        y = Numbers.unary(g, Unary.ROUND_FLOAT8, y);
        return g.add(new CombineScalar(Binary.MULTIPLY, scale), y);
    }

    /** The kernel, likewise. */
    Weight kernel(Weight values) {
        return QuantizedWeights.asFloat8(values, kernel.get(new int[0]));
    }
}
