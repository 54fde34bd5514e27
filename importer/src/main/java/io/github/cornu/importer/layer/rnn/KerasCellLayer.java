package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.config.ObjectConfig;
import io.github.cornu.importer.layer.Activations;
import io.github.cornu.importer.layer.HalfPrecision;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.op.recurrent.Rounding;

/** A cell of Keras itself. */
abstract class KerasCellLayer extends CellLayer {
    final int units;
    final boolean useBias;

    /** @param size the key of the length of a state */
    KerasCellLayer(LayerConfig config, String size) {
        super(config);
        units = config.integer(size);
        useBias = config.bool("use_bias", true);
        config.ignore("dropout", "recurrent_dropout", "implementation");
    }

    @Override
    public boolean changesInTraining() {
        return config().number("dropout", 0) != 0 || config().number("recurrent_dropout", 0) != 0;
    }

    /**
     * How a cell in a type of 16 bits is rounded. TensorFlow 2.15 adds the products of float16 in float16, later ones
     * in float, as all do with bfloat16.
     */
    final Rounding rounding() {
        boolean eachTerm = half() == HalfPrecision.FLOAT16 && !config().writer().isKeras3();
        return new Rounding(half().rounding(), eachTerm);
    }

    /** An activation that the cell can apply itself. Layers of CuDNN have one choice, and do not write it down. */
    final LayerFunction activation(LayerFactory factory, String key) {
        if (!config().has(key) && !isOfCuDnn(config())) {
            throw new IllegalArgumentException("the config lacks '" + key + "'");
        }
        String otherwise = key.startsWith("recurrent_") ? "sigmoid" : "tanh";
        LayerFunction activation = Activations.read(this, factory, key, otherwise);
        if (!activation.hasWeights()) {
            // Refuses what is more than a function of elements or rows.
            activation.activation();
        }
        if (half() != null) {
            ObjectConfig named = config().object(key);
            half().checkCellActivation(
                            named == null ? otherwise : named.name(), named != null && named.layer() != null);
        }
        return activation;
    }
}
