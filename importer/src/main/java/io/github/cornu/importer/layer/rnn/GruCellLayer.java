package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.GruCell;
import io.github.cornu.op.recurrent.HalfGruCell;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;

/**
 * {@code keras.layers.GRUCell}. Where there is a bias, its shape tells how the reset gate is applied: (2, 3 units)
 * after the product with the recurrent kernel, (3 units,) before.
 */
public final class GruCellLayer extends KerasCellLayer {
    private static final int GATES = 3;

    private final boolean resetAfter;
    private final LayerFunction activation;
    private final LayerFunction recurrentActivation;
    private final WeightSlot kernel = weight("kernel");
    private final WeightSlot recurrentKernel = weight("recurrent_kernel");
    private final WeightSlot bias;

    public GruCellLayer(LayerConfig config, LayerFactory factory) {
        super(config, "units");
        resetAfter = config.bool("reset_after", isOfCuDnn(config));
        activation = activation(factory, "activation");
        recurrentActivation = activation(factory, "recurrent_activation");
        bias = useBias ? weight("bias") : null;
    }

    @Override
    public Cell create(Shape sequences) {
        int columns = GATES * units;
        Weight w = kernel.get(sequences.length(-1), columns);
        Weight u = recurrentKernel.get(units, columns);
        CuDnnWeights layout = new CuDnnWeights(GATES, units);
        if (layout.are(bias)) {
            if (config().has("reset_after") && !resetAfter) {
                throw new IllegalArgumentException(
                        "the file has weights of a CuDNNGRU, but 'reset_after' is false: the two do not go together");
            }
            return cell(layout.kernel(w), layout.recurrentKernel(u), layout.biases(bias.get()), true);
        }
        boolean after = useBias ? bias.shape().rank() == 2 : resetAfter;
        if (!useBias) {
            return cell(w, u, null, after);
        }
        if (!after && isOfCuDnn(config())) {
            throw new IllegalArgumentException(
                    "the file has weights of a GRU whose 'reset_after' is false, which CuDNN" + " cannot compute");
        }
        if (!after) {
            return cell(w, u, bias.get(columns), false);
        }
        return cell(w, u, bias.get(2, columns), true);
    }

    /** @param biases shape (2, 3 units) if the reset gate is applied after the product; or null */
    private Cell cell(Weight w, Weight u, Weight biases, boolean after) {
        boolean both = after && biases != null;
        GruCell cell = new GruCell(
                w,
                u,
                both ? row(biases, 0) : biases,
                both ? row(biases, 1) : null,
                after,
                activation.activation(Shape.of(units)),
                recurrentActivation.activation(Shape.of(units)));
        return half() == null ? cell : new HalfGruCell(cell, rounding());
    }

    private static Weight row(Weight matrix, int row) {
        int columns = matrix.shape().length(1);
        return new ComputedWeight(columns, () -> Arrays.copyOfRange(matrix.read(), row * columns, (row + 1) * columns));
    }
}
