package io.github.cornu.importer.layer;

import io.github.cornu.graph.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Cell;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** A recurrent cell of Keras: the part of a recurrent layer that has the weights. */
abstract class CellLayer extends KerasLayer {
    final int units;
    final boolean useBias;
    private Cell cell;

    /** @param size the key of the length of a state */
    CellLayer(LayerConfig config, String size) {
        super(config);
        units = config.integer(size);
        useBias = config.bool("use_bias", true);
        config.ignore("dropout", "recurrent_dropout", "implementation");
    }

    /** The operation, for sequences of that shape; made once, so that all calls share its weights. */
    Cell cell(Shape sequences) {
        if (cell == null) {
            cell = create(sequences);
        }
        return cell;
    }

    abstract Cell create(Shape sequences);

    /**
     * The layer as a cell.
     *
     * @throws UnsupportedModelException if it is none
     */
    static CellLayer of(KerasLayer layer) {
        if (layer instanceof CellLayer cell) {
            return cell;
        }
        throw new UnsupportedModelException("its cell '" + layer.config().name() + "' is of the class "
                + layer.config().className());
    }

    /** An activation that the cell can apply itself. Layers of CuDNN have one choice, and do not write it down. */
    Activation activation(LayerFactory factory, String key) {
        if (!config().has(key) && !isOfCuDnn(config())) {
            throw new IllegalArgumentException("the config lacks '" + key + "'");
        }
        String otherwise = key.startsWith("recurrent_") ? "sigmoid" : "tanh";
        return Activations.read(this, factory, key, otherwise).activation();
    }

    static boolean isOfCuDnn(LayerConfig config) {
        return config.className().startsWith("CuDNN");
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        throw new IllegalArgumentException("a cell is not a layer of its own");
    }
}
