package io.github.cornu.importer.layer.registry;

/** Other names of Keras's own classes: those it is exported under, and those that were in use for a while. */
final class LayerAliases {
    private LayerAliases() {}

    /** The name that {@link LayerRegistry} knows; what is no alias stays as it is. */
    static String resolve(String className) {
        return switch (className) {
            case "AvgPool1D" -> "AveragePooling1D";
            case "AvgPool2D" -> "AveragePooling2D";
            case "AvgPool3D" -> "AveragePooling3D";
            case "BatchNormalizationV1", "BatchNormalizationV2" -> "BatchNormalization";
            case "Convolution1D" -> "Conv1D";
            case "Convolution2D" -> "Conv2D";
            case "Convolution3D" -> "Conv3D";
            case "Convolution1DTranspose" -> "Conv1DTranspose";
            case "Convolution2DTranspose" -> "Conv2DTranspose";
            case "Convolution3DTranspose" -> "Conv3DTranspose";
            case "Custom>CustomScaleLayer" -> "CustomScaleLayer";
            case "GlobalAvgPool1D" -> "GlobalAveragePooling1D";
            case "GlobalAvgPool2D" -> "GlobalAveragePooling2D";
            case "GlobalAvgPool3D" -> "GlobalAveragePooling3D";
            case "GlobalMaxPool1D" -> "GlobalMaxPooling1D";
            case "GlobalMaxPool2D" -> "GlobalMaxPooling2D";
            case "GlobalMaxPool3D" -> "GlobalMaxPooling3D";
            case "GroupQueryAttention" -> "GroupedQueryAttention";
            case "GRUCellV2" -> "GRUCell";
            case "GRUV2", "UnifiedGRU" -> "GRU";
            case "LSTMCellV2" -> "LSTMCell";
            case "LSTMV2", "UnifiedLSTM" -> "LSTM";
            case "MaxPool1D" -> "MaxPooling1D";
            case "MaxPool2D" -> "MaxPooling2D";
            case "MaxPool3D" -> "MaxPooling3D";
            case "SeparableConvolution1D" -> "SeparableConv1D";
            case "SeparableConvolution2D" -> "SeparableConv2D";
            default -> className;
        };
    }
}
