package io.github.cornu.importer.layer.activation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.element.Combine;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/** {@code ParametricSoftplus} of Keras 1: alpha ln(1 + e^(beta x)). */
public final class ParametricSoftplusLayer extends SingleLayer {
    private final WeightSlot alphas;
    private final WeightSlot betas;

    public ParametricSoftplusLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        config.ignore("alpha_init", "beta_init");
        alphas = weight("alphas");
        betas = weight("betas");
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        Value scaled = g.add(new Combine(Binary.MULTIPLY), x, SharedAxes.constant(g, betas, x));
        Value softplus = Numbers.unary(g, Unary.SOFTPLUS, scaled);
        return g.add(new Combine(Binary.MULTIPLY), softplus, SharedAxes.constant(g, alphas, x));
    }
}
