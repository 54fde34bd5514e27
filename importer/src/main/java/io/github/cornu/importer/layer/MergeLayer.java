package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.kernel.Binary;
import io.github.cornu.op.Combine;
import io.github.cornu.op.CombineScalar;
import io.github.cornu.op.InsertAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code keras.layers.Add}, {@code Subtract}, {@code Multiply}, {@code Average}, {@code Maximum} and {@code Minimum}.
 * Inputs of lower rank get axes of length 1 after the batch.
 */
final class MergeLayer extends KerasLayer {
    static final List<String> CLASSES = List.of("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum");

    MergeLayer(LayerConfig config, LayerFactory factory) {
        super(config);
    }

    private Binary function() {
        return switch (config().className()) {
            case "Subtract" -> Binary.SUBTRACT;
            case "Multiply" -> Binary.MULTIPLY;
            case "Maximum" -> Binary.MAXIMUM;
            case "Minimum" -> Binary.MINIMUM;
            default -> Binary.ADD;
        };
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> inputs = call.tensors();
        int count = inputs.size();
        if (count == 0 || config().className().equals("Subtract") && count != 2) {
            throw new IllegalArgumentException("called with " + count + " inputs");
        }
        int rank = inputs.stream().mapToInt(input -> input.shape().rank()).max().getAsInt();
        Value y = null;
        for (KerasTensor input : inputs) {
            Value x = input.value();
            while (x.shape().rank() < rank) {
                x = g.add(new InsertAxis(1), x);
            }
            y = y == null ? x : g.add(new Combine(function()), y, x);
        }
        if (config().className().equals("Average")) {
            y = g.add(new CombineScalar(Binary.DIVIDE, count), y);
        }
        return List.of(new KerasTensor(y, mask(g, call.masks())));
    }

    /** Keras 1 and 2 let valid be what is valid in all inputs with masks; Keras 3 in any, and only if all have masks. */
    private static Value mask(Lowering g, List<Value> masks) {
        boolean keras3 = g.writer().isKeras3();
        List<Value> given =
                new ArrayList<>(masks.stream().filter(Objects::nonNull).toList());
        if (given.isEmpty() || keras3 && given.size() < masks.size()) {
            return null;
        }
        Value all = given.remove(0);
        for (Value mask : given) {
            all = g.add(new Combine(keras3 ? Binary.MAXIMUM : Binary.MINIMUM), all, mask);
        }
        return all;
    }
}
