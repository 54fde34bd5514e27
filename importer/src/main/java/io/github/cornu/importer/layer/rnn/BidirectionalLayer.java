package io.github.cornu.importer.layer.rnn;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.tensor.Binary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code keras.layers.Bidirectional}: a recurrent layer and a copy of it that goes backwards. */
public final class BidirectionalLayer extends KerasLayer {
    private static final String GO_BACKWARDS = "go_backwards";

    private final String mergeMode;
    private final RecurrentLayer forward;
    private final RecurrentLayer backward;

    public BidirectionalLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        mergeMode = config.has("merge_mode") ? config.string("merge_mode", null) : null;
        config.ignore("merge_mode");
        LayerConfig inner = config.layer("layer");
        forward = direction(factory, "forward", inner, inner.bool(GO_BACKWARDS, false));
        boolean explicit = config.has("backward_layer");
        LayerConfig other = explicit ? config.layer("backward_layer") : inner;
        boolean direction = other.bool(GO_BACKWARDS, false);
        backward = direction(factory, "backward", other, explicit ? direction : isOpposite(config, direction));
        checkType(forward);
        checkType(backward);
        if (config.integer("num_constants", 0) != 0) {
            throw new UnsupportedModelException("constants of a recurrent layer");
        }
    }

    /** Keras 2 reverses the direction of the inner layer, Keras 3 always goes backwards. */
    private static boolean isOpposite(LayerConfig config, boolean direction) {
        return config.writer().isKeras3() || !direction;
    }

    /** Since tf.keras, masked steps of a sequence give zeros in a bidirectional layer. */
    private RecurrentLayer direction(LayerFactory factory, String prefix, LayerConfig inner, boolean goBackwards) {
        String name = inner.name().startsWith(prefix + "_") ? inner.name() : prefix + "_" + inner.name();
        LayerConfig copy = inner.copy(name, GO_BACKWARDS, goBackwards);
        if (!inner.writer().isStandalone()) {
            copy = copy.copy(name, "zero_output_for_mask", inner.bool("return_sequences", false));
        }
        KerasLayer layer = child(prefix + "_layer", factory.create(copy));
        return layer instanceof RecurrentLayer recurrent ? recurrent : null;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        if (forward == null || backward == null) {
            throw new UnsupportedModelException("its inner layer is not recurrent");
        }
        List<KerasTensor> inputs = new ArrayList<>(call.tensors());
        KerasTensor sequence = inputs.remove(0);
        inputs.addAll(call.keywordTensors("initial_state"));
        Value passed = RecurrentLayer.passedMask(call, sequence);
        Value applied = RecurrentLayer.ignoresMask(g, call, inputs) ? null : passed;
        int half = inputs.size() / 2;
        List<KerasTensor> ahead = g.call(forward, inner(sequence, inputs.subList(0, half), applied));
        List<KerasTensor> back = g.call(backward, inner(sequence, inputs.subList(half, inputs.size()), applied));

        Value a = ahead.get(0).value();
        Value b = back.get(0).value();
        if (forward.returnsSequences()) {
            b = g.add(new Reverse(forward.isTimeMajor() ? 0 : 1), b);
        }
        List<KerasTensor> outputs = new ArrayList<>();
        Value mask = forward.returnsSequences() ? passed : null;
        merge(g, a, b).forEach(value -> outputs.add(new KerasTensor(value, mask)));
        outputs.addAll(ahead.subList(1, ahead.size()));
        outputs.addAll(back.subList(1, back.size()));
        return outputs;
    }

    private static Call inner(KerasTensor sequence, List<KerasTensor> states, Value mask) {
        List<KerasTensor> tensors = new ArrayList<>();
        tensors.add(KerasTensor.of(sequence.value()));
        tensors.addAll(states);
        return new Call(List.of(tensors), mask == null ? Map.of() : Map.of("mask", KerasTensor.of(mask)));
    }

    private List<Value> merge(Lowering g, Value a, Value b) {
        if (mergeMode == null) {
            return List.of(a, b);
        }
        return List.of(
                switch (mergeMode) {
                    case "concat" -> g.add(new Concatenate(a.shape().rank() - 1), a, b);
                    case "sum" -> g.add(new Combine(Binary.ADD), a, b);
                    case "mul" -> g.add(new Combine(Binary.MULTIPLY), a, b);
                    case "ave" -> g.add(new CombineScalar(Binary.DIVIDE, 2f), g.add(new Combine(Binary.ADD), a, b));
                    default -> throw new UnsupportedModelException("unknown merge_mode '" + mergeMode + "'");
                });
    }
}
