package io.github.cornu.importer.layer.rnn;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.importer.layer.convolutional.Convolutions;
import io.github.cornu.importer.layer.convolutional.TheanoPadding;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.ConvLstmCell;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Collections;

/** The cell inside {@code keras.layers.ConvLSTM1D}, {@code ConvLSTM2D} and {@code ConvLSTM3D}. */
final class ConvLstmCellLayer extends KerasCellLayer {
    private static final int GATES = 4;

    private final Windows windows;
    private final boolean channelsLast;
    private final LayerFunction activation;
    private final LayerFunction recurrentActivation;
    private final WeightSlot kernel = weight("kernel");
    private final WeightSlot recurrentKernel = weight("recurrent_kernel");
    private final WeightSlot bias;

    ConvLstmCellLayer(LayerConfig config, LayerFactory factory, int spatialAxes) {
        super(config, "filters");
        config.ignore("unit_forget_bias");
        windows = Convolutions.windows(config, spatialAxes);
        TheanoPadding.reject(config, windows);
        TheanoPadding.reject(config, Windows.dense(windows.size(), Collections.nCopies(spatialAxes, 1), Padding.SAME));
        channelsLast = config.channelsLast();
        activation = activation(factory, "activation");
        recurrentActivation = activation(factory, "recurrent_activation");
        if (!channelsLast && !(isOfElements(activation) && isOfElements(recurrentActivation))) {
            throw new UnsupportedModelException(
                    "an activation along the last axis, or with weights, with channels first");
        }
        bias = useBias ? weight("bias") : null;
    }

    @Override
    public Cell create(Shape sequences) {
        Shape image = image(sequences);
        return new ConvLstmCell(
                filter(kernel, sequences.length(-1)),
                filter(recurrentKernel, units),
                useBias ? bias.get(GATES * units) : null,
                windows,
                !channelsLast,
                sequences.axes(2, sequences.rank()).isFixed(),
                activation.activation(image),
                recurrentActivation.activation(image));
    }

    /** Not one of a row, and without weights, which are in the order of the images. */
    private static boolean isOfElements(LayerFunction activation) {
        return !activation.hasWeights() && activation.activation().isElementwise();
    }

    /** The shape of a state of one sample. */
    private Shape image(Shape sequences) {
        return windows.outputShape(sequences.remove(1), units).remove(0);
    }

    private Weight filter(WeightSlot slot, int channels) {
        Weight stored = slot.get(Convolutions.kernelShape(windows, channels, GATES * units));
        return Convolutions.forWriter(stored, windows, config());
    }
}
