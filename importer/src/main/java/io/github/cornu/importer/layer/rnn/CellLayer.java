package io.github.cornu.importer.layer.rnn;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** A recurrent cell of Keras: the part of a recurrent layer that has the weights. */
public abstract class CellLayer extends KerasLayer {
    private Cell cell;

    public CellLayer(LayerConfig config) {
        super(config);
    }

    /** The operation, for sequences of that shape; made once, so that all calls share its weights. */
    Cell cell(Shape sequences) {
        if (cell == null) {
            cell = create(sequences);
        }
        return cell;
    }

    public abstract Cell create(Shape sequences);

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
                + layer.config().className()
                + (layer.isCustom() ? ", which is registered as a layer; see registerCell" : ""));
    }

    static boolean isOfCuDnn(LayerConfig config) {
        return config.className().startsWith("CuDNN");
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        throw new IllegalArgumentException("a cell is not a layer of its own");
    }
}
