package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.importer.layer.convolutional.Convolutions;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code keras.layers.STFTSpectrogram}. With re and im, the convolutions of each channel with the two kernels that
 * Keras makes of the window and trains, and p = re² + im², the modes are {@code real} re, {@code imag} im,
 * {@code angle} atan2(im, re), {@code stft} re and then im, {@code psd} 2 p, but p at the first and the last frequency,
 * {@code magnitude} sqrt(max(p, 1e-7)), and {@code log} the natural logarithm of that.
 */
public final class StftSpectrogramLayer extends SingleLayer {
    private static final double EPSILON = 1e-7;

    private final Mode mode;
    private final Windows windows;
    private final int[] kernelShape;
    private final boolean expandDims;
    private final boolean channelsLast;
    private final WeightSlot realKernel;
    private final WeightSlot imagKernel;

    private enum Mode {
        LOG,
        MAGNITUDE,
        PSD,
        REAL,
        IMAG,
        ANGLE,
        STFT
    }

    public StftSpectrogramLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        mode = mode(config.string("mode", "log"));
        int frameLength = config.integer("frame_length", 256);
        int frameStep = config.integer("frame_step", frameLength / 2);
        windows = Windows.dense(List.of(frameLength, 1), List.of(frameStep, 1), Convolutions.padding(config));
        int fftLength = config.integer("fft_length", powerOfTwo(frameLength));
        if (fftLength < frameLength) {
            throw new IllegalArgumentException("an fft_length of " + fftLength + " for frames of " + frameLength);
        }
        int frequencies = fftLength / 2 + 1;
        kernelShape = new int[] {frameLength, 1, frequencies};
        expandDims = config.bool("expand_dims", false);
        channelsLast = config.channelsLast();
        config.ignore("window", "periodic", "scaling"); // The kernels in the file are made of them.
        realKernel = mode == Mode.IMAG ? null : weight("real_kernel");
        imagKernel = mode == Mode.REAL ? null : weight("imag_kernel");
        if (mode == Mode.PSD && frequencies == 1) {
            throw new UnsupportedModelException("mode 'psd' of a single frequency");
        }
    }

    private static Mode mode(String name) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedModelException("unknown mode '" + name + "'"));
    }

    /** The smallest power of two that is not below a length; negative if there is none. */
    private static int powerOfTwo(int length) {
        return length <= 1 ? 1 : 2 * Integer.highestOneBit(length - 1);
    }

    @Override
    public Value apply(Lowering g, Value x) {
        if (x.shape().rank() != 3) {
            throw new IllegalArgumentException("expected an input of rank 3, got " + x.shape());
        }
        Value signals = g.add(Reshape.expandDims(3), channelsLast ? x : Axes.channelsLast(g, x));
        Value y = spectrogram(g, signals);
        if (expandDims) {
            return g.add(new Transpose(channelsLast ? List.of(0, 1, 3, 2) : List.of(0, 2, 1, 3)), y);
        }
        Value joined = g.add(Reshape.mergeAxes(2, 4), y);
        return channelsLast ? joined : Axes.channelsFirst(g, joined);
    }

    /** (batch, time, channels, 1) to (batch, time, channels, frequencies). */
    private Value spectrogram(Lowering g, Value x) {
        return switch (mode) {
            case REAL -> convolved(g, realKernel, x);
            case IMAG -> convolved(g, imagKernel, x);
            case ANGLE -> g.add(new Combine(Binary.ATAN2), convolved(g, imagKernel, x), convolved(g, realKernel, x));
            case STFT -> g.add(new Concatenate(3), convolved(g, realKernel, x), convolved(g, imagKernel, x));
            case PSD -> g.add(new Combine(Binary.MULTIPLY), power(g, x), g.add(new Constant(bothSides())));
            case MAGNITUDE -> magnitude(g, x);
            case LOG -> Numbers.unary(g, Unary.LOG, magnitude(g, x));
        };
    }

    private Value convolved(Lowering g, WeightSlot kernel, Value x) {
        return g.add(new Convolution(kernel.get(kernelShape), null, windows, 1, Activation.LINEAR), x);
    }

    private Value power(Lowering g, Value x) {
        Value real = Numbers.unary(g, Unary.SQUARE, convolved(g, realKernel, x));
        return g.add(new Combine(Binary.ADD), real, Numbers.unary(g, Unary.SQUARE, convolved(g, imagKernel, x)));
    }

    private Value magnitude(Lowering g, Value x) {
        return Numbers.unary(g, Unary.SQRT, Numbers.scalar(g, Binary.MAXIMUM, power(g, x), EPSILON));
    }

    /** How many frequencies of the whole transform each one stands for. */
    private ComputedWeight bothSides() {
        int frequencies = kernelShape[2];
        return new ComputedWeight(frequencies, () -> {
            float[] counts = new float[frequencies];
            Arrays.fill(counts, 1, frequencies - 1, 2f);
            counts[0] = 1f;
            counts[frequencies - 1] = 1f;
            return counts;
        });
    }
}
