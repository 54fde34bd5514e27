package io.github.cornu.importer.layer.convolutional;

import static io.github.cornu.importer.layer.LayerEntry.FIRST;
import static io.github.cornu.importer.layer.LayerEntry.PADDINGS;
import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.LayerTrait.HALF;

import io.github.cornu.importer.layer.LayerEntry;
import io.github.cornu.importer.layer.LayerTrait;

/** The classes of {@code keras.layers.convolutional}, and the locally connected ones of Keras 2. */
public final class ConvolutionalLayers {
    private static final String CAUSAL = "; valid, same and causal padding; " + FIRST;
    private static final String MULTIPLIED = "strides, dilation_rate, depth_multiplier";

    private ConvolutionalLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "Conv1D" -> entry((c, f) -> new ConvolutionLayer(c, f, 1), groups(CAUSAL), COMPUTES, HALF);
            case "Conv2D" -> entry((c, f) -> new ConvolutionLayer(c, f, 2), groups(PADDINGS), COMPUTES, HALF);
            case "Conv3D" -> entry((c, f) -> new ConvolutionLayer(c, f, 3), groups(PADDINGS), COMPUTES, HALF);
            case "Conv1DTranspose" -> transposed(1, COMPUTES, HALF);
            case "Conv2DTranspose" -> transposed(2, COMPUTES, HALF);
            case "Conv3DTranspose" -> transposed(3, COMPUTES);
            case "DepthwiseConv1D" ->
                entry((c, f) -> new DepthwiseConvolutionLayer(c, f, 1), MULTIPLIED + PADDINGS, COMPUTES, HALF);
            case "DepthwiseConv2D" ->
                entry((c, f) -> new DepthwiseConvolutionLayer(c, f, 2), MULTIPLIED + PADDINGS, COMPUTES, HALF);
            case "SeparableConv1D" ->
                entry((c, f) -> new SeparableConvolutionLayer(c, f, 1), MULTIPLIED + CAUSAL, COMPUTES, HALF);
            case "SeparableConv2D" ->
                entry((c, f) -> new SeparableConvolutionLayer(c, f, 2), MULTIPLIED + PADDINGS, COMPUTES, HALF);
            case "LocallyConnected1D" -> locallyConnected(1);
            case "LocallyConnected2D" -> locallyConnected(2);
            default -> null;
        };
    }

    private static String groups(String paddings) {
        return "strides, dilation_rate, groups" + paddings;
    }

    private static LayerEntry transposed(int axes, LayerTrait... traits) {
        return entry(
                (c, f) -> new TransposedConvolutionLayer(c, f, axes),
                "strides, output_padding, dilation_rate" + PADDINGS,
                traits);
    }

    private static LayerEntry locallyConnected(int axes) {
        return entry(
                (c, f) -> new LocallyConnectedLayer(c, f, axes),
                "strides; valid and same padding; all implementations; " + FIRST + "; Keras 2",
                COMPUTES);
    }
}
