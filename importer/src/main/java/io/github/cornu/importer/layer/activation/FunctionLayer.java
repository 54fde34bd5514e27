package io.github.cornu.importer.layer.activation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.tensor.Unary;

/** A layer that applies a function to each element. */
abstract class FunctionLayer extends SingleLayer implements LayerFunction {
    FunctionLayer(LayerConfig config) {
        super(config);
    }

    /** The function, with its parameters. */
    @Override
    public abstract Activation activation();

    static Activation function(Unary function, float a, float b, float c) {
        return Activation.of(function, a, b, c);
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        return g.add(new Elementwise(activation()), x);
    }
}
