package io.github.cornu.importer.layer.activation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.Activation;
import java.util.List;

/** {@code keras.layers.Softmax} along one or several axes, of all elements or of those that a mask leaves. */
public final class SoftmaxLayer extends KerasLayer implements LayerFunction {
    private final List<Integer> axes;

    public SoftmaxLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        axes = config.has("axis") ? config.integerList("axis") : List.of(-1);
    }

    @Override
    public String streamAdvice() {
        return RUN_WHOLE;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        Value x = call.tensor().value();
        Value mask = call.mask();
        boolean masked = mask != null && usesMask(g.writer());
        Value y = masked ? Softmax.masked(g, half(), x, mask, axes) : apply(g, x);
        return List.of(new KerasTensor(y, mask));
    }

    /** Before Keras 2.4 the mask was passed on, and not used. */
    private static boolean usesMask(KerasWriter writer) {
        return writer.isAtLeast(2, 4);
    }

    @Override
    public Activation activation() {
        return axes.equals(List.of(-1)) ? Activation.SOFTMAX : LayerFunction.super.activation();
    }

    @Override
    public Value apply(Lowering g, Value x) {
        return Softmax.of(g, x, axes);
    }
}
