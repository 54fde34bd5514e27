package io.github.cornu.importer.layer.rnn;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.FoldTime;
import io.github.cornu.op.shape.UnfoldTime;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code keras.layers.TimeDistributed}: time steps are folded into the batch for the inner layer or model, and unfolded
 * again.
 */
public final class TimeDistributedLayer extends KerasLayer {
    private final KerasLayer inner;

    public TimeDistributedLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        inner = child("layer", factory.create(config.layer("layer")));
        if (isStateful(inner)) {
            throw stateful();
        }
    }

    private static UnsupportedModelException stateful() {
        return new UnsupportedModelException("a stateful layer inside TimeDistributed");
    }

    private static boolean isStateful(KerasLayer layer) {
        return layer instanceof RecurrentLayer recurrent && recurrent.isStateful()
                || layer.isCustom() && layer.config().bool("stateful", false)
                || layer.children().values().stream().anyMatch(TimeDistributedLayer::isStateful);
    }

    @Override
    public boolean takesTexts() {
        return inner.takesTexts();
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> inputs = call.tensors();
        List<Value> masks = call.masks();
        if (masks.isEmpty() || inputs.isEmpty()) {
            throw new IllegalArgumentException("called without inputs");
        }
        KerasTensor given = call.keywordTensor("mask");
        Value mask = given == null ? masks.get(0) : given.value();
        List<KerasTensor> folded = new ArrayList<>();
        for (KerasTensor input : inputs) {
            if (g.kerasRank(input.value()) < 3) {
                throw new IllegalArgumentException("expected an input of rank 3 or more, got " + input.shape());
            }
            folded.add(KerasTensor.of(g.add(new FoldTime(), input.value())));
        }
        if (mask != null && !isBeforeMasks(g.writer())) {
            folded.set(0, folded.get(0).withMask(g.add(new FoldTime(), mask)));
        }
        Value like = inputs.get(0).value();
        List<KerasTensor> outputs = new ArrayList<>();
        int before = g.size();
        List<KerasTensor> results = g.call(inner, Call.of(folded));
        // A layer in Java may be stateful without an option that says so.
        if (g.isStateful(before)) {
            throw stateful();
        }
        for (KerasTensor output : results) {
            Value y = g.add(new UnfoldTime(), output.value(), like);
            outputs.add(new KerasTensor(y, outputMask(g, mask, output.mask(), like)));
        }
        return outputs;
    }

    /** Before Keras 2.2 the inner layer did not get the mask. */
    private static boolean isBeforeMasks(KerasWriter writer) {
        return writer.isStandalone() && !writer.isAtLeast(2, 2);
    }

    /**
     * Keras 3 passes the mask on, and so did Keras before 2.2; other versions take the mask of the inner layer, or else
     * a step is valid if any of its elements is.
     */
    private static Value outputMask(Lowering g, Value mask, Value innerMask, Value like) {
        if (g.writer().isKeras3() || isBeforeMasks(g.writer())) {
            return mask;
        }
        if (innerMask != null) {
            return g.add(new UnfoldTime(), innerMask, like);
        }
        Value any = mask;
        while (any != null && any.shape().rank() > 2) {
            any = g.add(new Reduce(Reduce.Kind.MAX, any.shape().rank() - 1, false), any);
        }
        return any;
    }
}
