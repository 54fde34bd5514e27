package io.github.cornu.importer.layer.merging;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.layer.Constants;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import java.util.List;

/**
 * How Keras 3 merges inputs with masks: Multiply (since 3.6) counts what is masked as 1, and gives 0 where all inputs
 * are masked; Maximum and Minimum (since 3.4) leave out what is masked.
 */
final class MaskedMerge {
    private MaskedMerge() {}

    static boolean applies(String className, KerasWriter writer, List<KerasTensor> inputs) {
        boolean version = switch (className) {
            case "Multiply" -> writer.isAtLeast(3, 6);
            case "Maximum", "Minimum" -> writer.isAtLeast(3, 4);
            default -> false;
        };
        return version && inputs.stream().anyMatch(input -> input.mask() != null);
    }

    static Value merge(Lowering g, String className, Binary function, List<KerasTensor> inputs) {
        return className.equals("Multiply") ? multiply(g, inputs) : extreme(g, function, inputs);
    }

    /** The mask of a tensor for each of its elements. */
    private static Value spread(Lowering g, KerasTensor input) {
        Value mask = g.add(Reshape.expandDims(input.shape().rank() - 1), input.mask());
        return g.add(new Combine(Binary.MULTIPLY), Constants.ones(g, input.value()), mask);
    }

    private static Value multiply(Lowering g, List<KerasTensor> inputs) {
        boolean all = inputs.stream().allMatch(input -> input.mask() != null);
        Value product = null;
        Value valid = null;
        for (KerasTensor input : inputs) {
            Value x = input.value();
            if (input.mask() != null) {
                Value mask = spread(g, input);
                x = g.add(new Where(), mask, x, Constants.ones(g, x));
                valid = valid == null ? mask : g.add(new Combine(Binary.MAXIMUM), valid, mask);
            }
            product = product == null ? x : g.add(new Combine(Binary.MULTIPLY), product, x);
        }
        return all ? g.add(new Where(), valid, product, Constants.zeros(g, product)) : product;
    }

    private static Value extreme(Lowering g, Binary function, List<KerasTensor> inputs) {
        Value extreme = inputs.get(0).value();
        Value valid = inputs.get(0).mask() == null ? null : spread(g, inputs.get(0));
        for (KerasTensor input : inputs.subList(1, inputs.size())) {
            Value x = input.value();
            Value mask = input.mask() == null ? null : spread(g, input);
            if (mask != null) {
                x = g.add(new Where(), mask, x, extreme);
            }
            if (valid != null) {
                extreme = g.add(new Where(), valid, extreme, x);
            }
            valid = mask == null || valid == null ? null : g.add(new Combine(Binary.MAXIMUM), valid, mask);
            extreme = g.add(new Combine(function), extreme, x);
        }
        return extreme;
    }
}
