package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.HalfPrecision;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * {@code keras.layers.Dense} quantised to float8: inputs and kernel are divided by their scales, rounded to the type
 * E4M3FN and multiplied with the scales again; the bias is rounded to bfloat16.
 */
final class Float8DenseLayer extends DenseLayer {
    private final Float8Scales scales;
    private final boolean optional;

    /** @param optional whether only the file tells that it is quantised: it has the scales then */
    Float8DenseLayer(LayerConfig config, LayerFactory factory, boolean optional) {
        super(config, factory, false);
        scales = new Float8Scales(this);
        this.optional = optional;
    }

    @Override
    public List<WeightSlot> leftOut() {
        return optional ? scales.all() : List.of();
    }

    @Override
    Value biased(Lowering g, Value x) {
        if (optional && !scales.areBound()) {
            return super.biased(g, x);
        }
        Value y = scales.inputs(g, x);
        Weight values = scales.kernel(kernel(x));
        Weight bias = bias();
        Weight added = bias == null ? null : HalfPrecision.BFLOAT16.round(bias);
        return g.add(new Dense(values, added, Activation.LINEAR), y);
    }
}
