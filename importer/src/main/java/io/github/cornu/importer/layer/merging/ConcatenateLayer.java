package io.github.cornu.importer.layer.merging;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.Constants;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code keras.layers.Concatenate}. */
public final class ConcatenateLayer extends KerasLayer {
    private final int axis;

    public ConcatenateLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        axis = config.integer("axis", -1);
    }

    @Override
    public boolean takesTexts() {
        return true;
    }

    @Override
    public boolean movesNumbers() {
        return true;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<Value> inputs = call.tensors().stream().map(KerasTensor::value).toList();
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("called without inputs");
        }
        int along = Axes.normalize(axis, g.kerasRank(inputs.get(0)));
        if (along == 0) {
            throw new IllegalArgumentException("concatenation along the batch axis");
        }
        Value y = Shapes.concatenate(g, inputs, along);
        List<Value> masks = call.masks();
        boolean masked = masks.stream().anyMatch(Objects::nonNull);
        return List.of(new KerasTensor(y, masked ? mask(g, inputs, masks, along) : null));
    }

    /**
     * The masks, broadcast to the elements, are concatenated as the inputs are; a step is valid if all its elements
     * are, or, since Keras 3.4, any. Inputs without mask are valid everywhere.
     */
    private static Value mask(Lowering g, List<Value> inputs, List<Value> masks, int along) {
        List<Value> spread = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Value x = inputs.get(i);
            Value ones = Constants.ones(g, x);
            Value mask = masks.get(i);
            if (mask != null && mask.shape().rank() < x.shape().rank()) {
                mask = g.add(Reshape.expandDims(mask.shape().rank()), mask);
            }
            spread.add(mask == null ? ones : g.add(new Combine(Binary.MULTIPLY), ones, mask));
        }
        Value joined = g.addAll(new Concatenate(along), spread).get(0);
        Reduce.Kind kind = g.writer().isAtLeast(3, 4) ? Reduce.Kind.MAX : Reduce.Kind.MIN;
        return g.add(new Reduce(kind, joined.shape().rank() - 1, false), joined);
    }
}
