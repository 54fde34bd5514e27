package io.github.cornu.importer.layer.core;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.config.ObjectConfig;
import io.github.cornu.importer.layer.Activations;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;

/**
 * {@code keras.layers.Lambda} of one of Keras's activation functions, of which Keras 3 writes the name. Of all other
 * functions it writes code of Python, and so does Keras 2 of these, too.
 */
public final class LambdaLayer extends SingleLayer {
    private final LayerFunction function;

    public LambdaLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        ObjectConfig named = config.writer().isKeras3() ? config.object("function") : null;
        if (named == null || !Activations.isName(named.name()) || !config.isEmpty("arguments")) {
            throw new UnsupportedModelException(
                    "a Lambda layer is Python code, which is not executed; write it in Java with"
                            + " CustomObjects.registerLambda(\"" + config.name() + "\", …)");
        }
        config.ignore("arguments");
        function = Activations.named(named.name(), config.writer());
    }

    @Override
    public Value apply(Lowering g, Value x) {
        return function.apply(g, x);
    }
}
