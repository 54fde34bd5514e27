package io.github.cornu.importer.layer.rnn;

import static io.github.cornu.importer.layer.LayerEntry.PADDINGS;
import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.LayerTrait.HALF;

import io.github.cornu.importer.layer.LayerEntry;

/** The classes of {@code keras.layers.rnn}. */
public final class RecurrentLayers {
    private static final String RECURRENT = "masks, initial_state, stateful, go_backwards, time_major";
    private static final String CELL = "inside RNN, or called with states";
    private static final String IMAGES = "strides, dilation_rate" + PADDINGS;

    private RecurrentLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "LSTM" -> entry(LstmLayer::new, RECURRENT, COMPUTES, HALF);
            case "GRU" -> entry(GruLayer::new, "reset_after both ways; " + RECURRENT, COMPUTES, HALF);
            case "SimpleRNN" -> entry(SimpleRnnLayer::new, RECURRENT, COMPUTES, HALF);
            case "CuDNNLSTM" -> entry(LstmLayer::new, "as LSTM, without masks", COMPUTES);
            case "CuDNNGRU" -> entry(GruLayer::new, "as GRU with reset_after, without masks", COMPUTES);
            case "RNN" ->
                entry(
                        RnnLayer::new,
                        "of LSTMCell, GRUCell, SimpleRNNCell, StackedRNNCells, custom cells; " + RECURRENT,
                        COMPUTES,
                        HALF);
            case "LSTMCell" -> entry(LstmCellLayer::new, CELL, COMPUTES, HALF);
            case "GRUCell" -> entry(GruCellLayer::new, CELL, COMPUTES, HALF);
            case "SimpleRNNCell" -> entry(SimpleRnnCellLayer::new, CELL, COMPUTES, HALF);
            case "StackedRNNCells" -> entry(StackedCellsLayer::new, CELL, COMPUTES, HALF);
            case "Bidirectional" ->
                entry(
                        BidirectionalLayer::new,
                        "of LSTM, GRU, SimpleRNN, RNN, ConvLSTM; all merge modes, backward_layer",
                        COMPUTES,
                        HALF);
            case "TimeDistributed" ->
                entry(TimeDistributedLayer::new, "of any layer or model that is not stateful", COMPUTES, HALF);
            case "ConvLSTM1D" -> convLstm(1);
            case "ConvLSTM2D" -> convLstm(2);
            case "ConvLSTM3D" -> convLstm(3);
            default -> null;
        };
    }

    private static LayerEntry convLstm(int axes) {
        return entry(
                (c, f) -> new ConvLstmLayer(c, f, axes),
                IMAGES + "; masks, initial_state, stateful, go_backwards",
                COMPUTES);
    }
}
