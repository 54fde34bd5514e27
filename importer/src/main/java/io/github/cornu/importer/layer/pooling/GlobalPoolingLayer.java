package io.github.cornu.importer.layer.pooling;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import java.util.List;

/**
 * {@code keras.layers.GlobalMaxPooling1D}, {@code GlobalAveragePooling1D}, and those of two and three axes. A masked
 * GlobalAveragePooling1D averages over the valid steps.
 */
public final class GlobalPoolingLayer extends KerasLayer {
    private final int spatialAxes;
    private final boolean max;
    private final boolean channelsLast;
    private final boolean keepDims;

    public GlobalPoolingLayer(LayerConfig config, int spatialAxes, boolean max) {
        super(config);
        this.spatialAxes = spatialAxes;
        this.max = max;
        channelsLast = config.channelsLast();
        keepDims = config.bool("keepdims", false);
    }

    @Override
    public String streamAdvice() {
        return spatialAxes == 1
                ? "keep the " + (max ? "maximum" : "average") + " of the steps outside of the model"
                : "";
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        Value x = call.tensor().value();
        if (x.shape().rank() != spatialAxes + 2) {
            throw new IllegalArgumentException("expected an input of rank " + (spatialAxes + 2) + ", got " + x.shape());
        }
        Value mask = max || spatialAxes > 1 ? null : call.mask();
        return List.of(KerasTensor.of(mask == null ? pool(g.inFloat(), x) : maskedAverage(g, x, mask)));
    }

    private Value pool(Lowering g, Value x) {
        Value y = x;
        int first = channelsLast ? 1 : 2;
        for (int axis = first + spatialAxes - 1; axis >= first; axis--) {
            y = g.add(new Reduce(max ? Reduce.Kind.MAX : Reduce.Kind.MEAN, axis, keepDims), y);
        }
        return y;
    }

    private Value maskedAverage(Lowering g, Value x, Value mask) {
        int time = channelsLast ? 1 : 2;
        Value weights = g.add(Reshape.expandDims(channelsLast ? 2 : 1), mask);
        Value valid = g.add(new Combine(Binary.MULTIPLY), x, weights);
        Value sum = g.add(new Reduce(Reduce.Kind.SUM, time, keepDims), valid);
        Value count = g.add(new Reduce(Reduce.Kind.SUM, time, keepDims), weights);
        return g.add(new Combine(Binary.DIVIDE), sum, count);
    }
}
