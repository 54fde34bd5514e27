package io.github.cornu.layers.audio;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * {@code STFT} of kapre: the Fourier transforms of the frames of a signal, as a convolution with windowed waves.
 *
 * @param length of a transform
 * @param frame steps of a frame
 * @param hop steps from one frame to the next
 * @param window of a frame
 * @param padBegin whether zeros stand before the signal
 * @param padEnd whether a frame begins at each hop, with zeros behind the signal
 * @param inputFirst whether channels come before time
 * @param outputFirst whether channels come before frames
 */
public record Stft(
        int length,
        int frame,
        int hop,
        Window window,
        boolean padBegin,
        boolean padEnd,
        boolean inputFirst,
        boolean outputFirst) {
    /** The kernel grows with the square of it. */
    private static final int MAX_LENGTH = 4096;

    public Stft {
        if (length < 1 || length > MAX_LENGTH || frame < 1 || frame > MAX_LENGTH || hop < 1) {
            throw new IllegalArgumentException("an n_fft of " + length + ", a win_length of " + frame
                    + " and a hop_length of " + hop + " are not supported; the first two are at most " + MAX_LENGTH);
        }
    }

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int length = config.integer("n_fft");
        int frame = config.integer("win_length", length);
        Stft stft = new Stft(
                length,
                frame,
                config.integer("hop_length", frame / 4),
                Window.of(config.string("window_name", null)),
                config.bool("pad_begin", false),
                config.bool("pad_end", false),
                Spectrograms.isChannelsFirst(config, "input_data_format"),
                Spectrograms.isChannelsFirst(config, "output_data_format"));
        return stft::call;
    }

    private Value call(CustomCall call) {
        call.returnComplex();
        Value given = call.input();
        if (given.shape().rank() != 3) {
            throw new IllegalArgumentException("expected signals (batch, time, channels), got " + given.shape());
        }
        Value x = padded(call, inputFirst ? call.add(new Transpose(List.of(0, 2, 1)), given) : given);
        int channels = Parts.length(x.shape(), 2);
        Windows windows = Windows.dense(List.of(frame), List.of(hop), Padding.VALID);
        Value waves = call.add(new Convolution(kernel(channels), null, windows, channels, Activation.LINEAR), x);
        Value split = call.add(Reshape.splitAxis(2, Shape.of(channels, 2, frequencies())), waves);
        return call.add(new Transpose(outputFirst ? List.of(0, 2, 1, 4, 3) : List.of(0, 1, 4, 2, 3)), split);
    }

    private int frequencies() {
        return length / 2 + 1;
    }

    private Value padded(CustomCall call, Value x) {
        int before = padBegin ? Math.max(0, length - hop) : 0;
        int behind = 0;
        if (padEnd) {
            int steps = Parts.length(x.shape(), 1) + before;
            behind = Math.max(0, (steps + hop - 1) / hop * hop - hop + frame - steps);
        }
        return before + behind == 0 ? x : call.add(new Pad(1, before, behind, 0f), x);
    }

    /** (frame, 1, filters): for each channel the cosines of all frequencies, then the sines. */
    private Weight kernel(int channels) {
        int columns = channels * 2 * frequencies();
        float[] kernel = new float[Math.multiplyExact(frame, columns)];
        double[] values = window.values(frame);
        for (int i = 0; i < Math.min(frame, length); i++) {
            for (int k = 0; k < frequencies(); k++) {
                int place = (int) ((long) i * k % length);
                double angle = 2 * StrictMath.PI * place / length;
                // Exactly nothing where the sine is 0, so that the sign of an angle is that of no rounding.
                double sine = 2 * place % length == 0 ? 0 : -StrictMath.sin(angle);
                for (int c = 0; c < channels; c++) {
                    int at = i * columns + c * 2 * frequencies() + k;
                    kernel[at] = (float) (values[i] * StrictMath.cos(angle));
                    kernel[at + frequencies()] = (float) (values[i] * sine);
                }
            }
        }
        return Weight.of(kernel, frame, 1, columns);
    }
}
