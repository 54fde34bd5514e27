package io.github.cornu.importer.layer.merging;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code keras.layers.Add}, {@code Subtract}, {@code Multiply}, {@code Average}, {@code Maximum} and {@code Minimum}.
 * Inputs of lower rank get axes of length 1 after the batch.
 */
public final class MergeLayer extends KerasLayer {
    public MergeLayer(LayerConfig config, LayerFactory factory) {
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
    public List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> inputs = call.tensors();
        int count = inputs.size();
        if (count == 0 || config().className().equals("Subtract") && count != 2) {
            throw new IllegalArgumentException("called with " + count + " inputs");
        }
        List<KerasTensor> aligned = aligned(g, inputs);
        String name = config().className();
        Value y;
        if (MaskedMerge.applies(name, g.writer(), aligned)) {
            y = MaskedMerge.merge(g, name, function(), aligned);
        } else {
            y = aligned.get(0).value();
            for (KerasTensor next : aligned.subList(1, count)) {
                y = g.add(new Combine(function()), y, next.value());
            }
        }
        if (name.equals("Average")) {
            y = g.add(new CombineScalar(Binary.DIVIDE, count), y);
        }
        return List.of(new KerasTensor(y, mask(g, call.masks())));
    }

    /** The inputs with equal ranks; those that change lose their masks. */
    private static List<KerasTensor> aligned(Lowering g, List<KerasTensor> inputs) {
        int rank = inputs.stream().mapToInt(input -> input.shape().rank()).max().orElseThrow();
        List<KerasTensor> aligned = new ArrayList<>();
        for (KerasTensor input : inputs) {
            Value x = input.value();
            while (x.shape().rank() < rank) {
                x = g.add(Reshape.expandDims(1), x);
            }
            aligned.add(x == input.value() ? input : KerasTensor.of(x));
        }
        return aligned;
    }

    /**
     * A step is valid if it is valid in all inputs that have masks; since Keras 3.4, in any, and only if all have
     * masks.
     */
    private static Value mask(Lowering g, List<Value> masks) {
        boolean any = g.writer().isAtLeast(3, 4);
        List<Value> given =
                new ArrayList<>(masks.stream().filter(Objects::nonNull).toList());
        if (given.isEmpty() || any && given.size() < masks.size()) {
            return null;
        }
        Value all = given.remove(0);
        for (Value mask : given) {
            all = g.add(new Combine(any ? Binary.MAXIMUM : Binary.MINIMUM), all, mask);
        }
        return all;
    }
}
