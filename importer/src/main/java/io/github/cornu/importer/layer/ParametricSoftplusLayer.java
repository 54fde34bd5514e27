package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.kernel.Binary;
import io.github.cornu.kernel.Unary;
import io.github.cornu.op.Combine;

/** {@code ParametricSoftplus} of Keras 1: alpha ln(1 + e^(beta x)). */
final class ParametricSoftplusLayer extends SingleLayer {
    private final WeightSlot alphas;
    private final WeightSlot betas;

    ParametricSoftplusLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        config.ignore("alpha_init", "beta_init");
        alphas = weight("alphas");
        betas = weight("betas");
    }

    @Override
    boolean passesMask() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        Value scaled = g.add(new Combine(Binary.MULTIPLY), x, SharedAxes.constant(g, betas, x));
        Value softplus = Numbers.unary(g, Unary.SOFTPLUS, scaled);
        return g.add(new Combine(Binary.MULTIPLY), softplus, SharedAxes.constant(g, alphas, x));
    }
}
