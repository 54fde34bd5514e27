package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.Fourier;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * {@code keras.layers.MelSpectrogram}: |Fourier transform of frames|<sup>mag_exp</sup>, added in triangles on the
 * scale 1127 ln(1 + f / 700) of frequencies f, and s = 10 log10(max(that, min_power) / max(|ref_power|, min_power)),
 * not below max(s) - top_db.
 *
 * <p>The maximum is that of each sample, as Keras has it for one sample; of several it takes the largest of all.
 */
public final class MelSpectrogramLayer extends SingleLayer {
    private final int fftLength;
    private final int frequencies;
    private final Windows windows;
    private final float[] window;
    private final float samplingRate;
    private final int bins;
    private final float minFrequency;
    private final float maxFrequency;
    private final float exponent;
    private final boolean decibels;
    private final float topDecibels;
    private final float minPower;
    private final float refPower;

    public MelSpectrogramLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        fftLength = Fourier.checked(config.integer("fft_length", 2048));
        frequencies = fftLength / 2 + 1;
        int step = config.integer("sequence_stride", 512);
        windows = Windows.dense(List.of(fftLength), List.of(step), Padding.VALID);
        window = window(config, config.integer("sequence_length", fftLength), fftLength);
        samplingRate = config.number("sampling_rate", 16000);
        bins = config.integer("num_mel_bins", 128);
        minFrequency = config.number("min_freq", 20);
        maxFrequency = config.number("max_freq", (int) (samplingRate / 2));
        exponent = config.number("mag_exp", 2);
        decibels = config.bool("power_to_db", true);
        topDecibels = config.number("top_db", 80);
        minPower = config.number("min_power", 1e-10);
        refPower = config.number("ref_power", 1);
        if (window.length > fftLength) {
            throw new IllegalArgumentException("an fft_length of " + fftLength + " for windows of " + window.length);
        }
        if (bins < 1) {
            throw new IllegalArgumentException("a num_mel_bins of " + bins);
        }
        if (bins > Fourier.MAX_LENGTH) {
            throw new UnsupportedModelException("num_mel_bins above " + Fourier.MAX_LENGTH);
        }
    }

    private static float[] window(LayerConfig config, int length, int fftLength) {
        if (length < 1 || length > Fourier.MAX_LENGTH) {
            throw new UnsupportedModelException("a sequence_length of " + length + ", not 1 to " + Fourier.MAX_LENGTH);
        }
        Object value = config.value("window");
        if (value == null || value instanceof String) {
            return Fourier.window((String) value, length, fftLength);
        }
        Tensor numbers = config.numbers("window");
        if (!numbers.shape().equals(Shape.of(length))) {
            throw new IllegalArgumentException("a window of shape " + numbers.shape() + " for a length of " + length);
        }
        return numbers.data();
    }

    @Override
    public Value apply(Lowering g, Value x) {
        if (x.shape().rank() != 2) {
            throw new IllegalArgumentException("expected an input of rank 2, got " + x.shape());
        }
        Value power = power(g, Fourier.reflected(g, g.add(Reshape.expandDims(2), x), fftLength / 2));
        Value raised =
                exponent == 2f ? power : Numbers.scalar(g, Binary.POWER, Numbers.unary(g, Unary.SQRT, power), exponent);
        ComputedWeight triangles = new ComputedWeight(Shape.of(frequencies, bins), this::triangles);
        Value y = g.add(new Dense(triangles, null, Activation.LINEAR), raised);
        return g.add(new Transpose(List.of(0, 2, 1)), decibels ? decibels(g, y) : y);
    }

    private Value power(Lowering g, Value x) {
        Value real = Numbers.unary(g, Unary.SQUARE, transformed(g, StrictMath::cos, x));
        return g.add(new Combine(Binary.ADD), real, Numbers.unary(g, Unary.SQUARE, transformed(g, StrictMath::sin, x)));
    }

    private Value transformed(Lowering g, DoubleUnaryOperator wave, Value x) {
        ComputedWeight kernel = Fourier.ofFrames(fftLength, window, wave);
        return g.add(new Convolution(kernel, null, windows, 1, Activation.LINEAR), x);
    }

    /** In float, as Keras computes them: narrow triangles show its rounding. */
    private float[] triangles() {
        float[] scale = line(0f, samplingRate / 2, frequencies);
        for (int k = 0; k < frequencies; k++) {
            scale[k] = mel(scale[k]);
        }
        float[] edges = line(mel(minFrequency), mel(maxFrequency), bins + 2);
        float[] weights = new float[frequencies * bins];
        for (int k = 1; k < frequencies; k++) {
            for (int bin = 0; bin < bins; bin++) {
                float rising = (scale[k] - edges[bin]) / (edges[bin + 1] - edges[bin]);
                float falling = (edges[bin + 2] - scale[k]) / (edges[bin + 2] - edges[bin + 1]);
                weights[k * bins + bin] = Math.max(0f, Math.min(rising, falling));
            }
        }
        return weights;
    }

    private static float mel(float frequency) {
        return 1127f * (float) StrictMath.log(1f + frequency / 700f);
    }

    private static float[] line(float first, float last, int count) {
        float[] values = new float[count];
        float step = (last - first) / Math.max(1, count - 1);
        for (int i = 0; i < count; i++) {
            values[i] = i > 0 && i == count - 1 ? last : first + step * i;
        }
        return values;
    }

    /** (batch, frames, bins) in decibels. */
    private Value decibels(Lowering g, Value x) {
        Value limited = Numbers.scalar(g, Binary.MAXIMUM, x, minPower);
        double reference = 10 * StrictMath.log10(Math.max(Math.abs(refPower), minPower));
        Value y = Numbers.unary(g, Unary.SCALE_SHIFT, 10, -reference, Numbers.unary(g, Unary.LOG10, limited));
        Value loudest = g.add(new Reduce(Reduce.Kind.MAX, 1, true), g.add(Reshape.mergeAxes(1, 3), y));
        Value floor = Numbers.scalar(g, Binary.SUBTRACT, g.add(Reshape.expandDims(2), loudest), topDecibels);
        return g.add(new Combine(Binary.MAXIMUM), y, floor);
    }
}
