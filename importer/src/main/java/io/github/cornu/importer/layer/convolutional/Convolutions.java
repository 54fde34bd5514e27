package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** What the configs of convolution and pooling layers have in common. */
public final class Convolutions {
    private Convolutions() {}

    public static Padding padding(LayerConfig config) {
        String padding = config.string("padding", "valid");
        return switch (padding) {
            case "valid" -> Padding.VALID;
            case "same" -> Padding.SAME;
            default -> throw new UnsupportedModelException("unknown padding '" + padding + "'");
        };
    }

    public static Windows windows(LayerConfig config, int spatialAxes) {
        return new Windows(
                config.integers("kernel_size", spatialAxes),
                config.integers("strides", spatialAxes, 1),
                config.integers("dilation_rate", spatialAxes, 1),
                spatialAxes == 1 && isCausal(config) ? Padding.VALID : padding(config));
    }

    private static boolean isCausal(LayerConfig config) {
        return config.string("padding", "valid").equals("causal");
    }

    /** How many zeros come before the first step, so that each output depends on its own and earlier steps only. */
    static int causalPadding(LayerConfig config) {
        if (!isCausal(config) || !config.has("kernel_size")) {
            return 0;
        }
        int size = config.integers("kernel_size", 1).get(0);
        return Math.multiplyExact(
                size - 1, config.integers("dilation_rate", 1, 1).get(0));
    }

    /** The shape of a kernel: its window, then two more axes. */
    public static int[] kernelShape(Windows windows, int input, int output) {
        int[] shape = new int[windows.axes() + 2];
        List<Integer> size = windows.size();
        for (int axis = 0; axis < windows.axes(); axis++) {
            shape[axis] = size.get(axis);
        }
        shape[windows.axes()] = input;
        shape[windows.axes() + 1] = output;
        return shape;
    }

    /** The kernel as a cross-correlation takes it. */
    public static Weight forWriter(Weight kernel, Windows windows, LayerConfig config) {
        return config.writer().flipsKernels() ? flipped(kernel, windows.elements()) : kernel;
    }

    /** A kernel with all its spatial axes reversed: its {@code elements} parts in the opposite order. */
    private static Weight flipped(Weight kernel, int elements) {
        return new ComputedWeight(kernel.shape(), () -> {
            float[] values = kernel.read();
            float[] turned = new float[values.length];
            int part = values.length / elements;
            for (int i = 0; i < elements; i++) {
                System.arraycopy(values, i * part, turned, (elements - 1 - i) * part, part);
            }
            return turned;
        });
    }
}
