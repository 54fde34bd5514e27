package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Pad;
import java.util.ArrayList;
import java.util.List;

/**
 * Padding 'same' as Theano has it: the first window begins at a position that depends on its size only, while on other
 * backends it depends on the strides and the length too.
 *
 * @param before elements before the first one, for each spatial axis
 * @param after elements after the last one
 */
public record TheanoPadding(List<Integer> before, List<Integer> after) {
    /** Of a convolution: half the window, the larger half if there is one. */
    static TheanoPadding ofConvolution(Windows windows) {
        List<Integer> before = new ArrayList<>();
        for (int span : spans(windows)) {
            before.add(span / 2);
        }
        return of(before, windows);
    }

    /** Of pooling: two less than an odd window, one less than an even one. */
    public static TheanoPadding ofPooling(Windows windows) {
        List<Integer> before = new ArrayList<>();
        for (int span : spans(windows)) {
            before.add(span > 2 && span % 2 == 1 ? span - 2 : span - 1);
        }
        return of(before, windows);
    }

    private static TheanoPadding of(List<Integer> before, Windows windows) {
        List<Integer> after = new ArrayList<>();
        List<Integer> spans = spans(windows);
        for (int axis = 0; axis < spans.size(); axis++) {
            after.add(spans.get(axis) - 1 - before.get(axis));
        }
        return new TheanoPadding(before, after);
    }

    private static List<Integer> spans(Windows windows) {
        List<Integer> spans = new ArrayList<>();
        for (int axis = 0; axis < windows.axes(); axis++) {
            spans.add((windows.size().get(axis) - 1) * windows.dilation().get(axis) + 1);
        }
        return spans;
    }

    /**
     * For layers whose padding is known for the other backends only.
     *
     * @throws UnsupportedModelException if Theano's is another one
     */
    public static void reject(LayerConfig config, Windows windows) {
        boolean odd = spans(windows).stream().allMatch(span -> span % 2 == 1);
        boolean single = windows.strides().stream().allMatch(stride -> stride == 1);
        if (config.writer().isTheano() && windows.padding() == Padding.SAME && !(odd && single)) {
            throw new UnsupportedModelException(
                    "padding 'same' of Theano, which differs for windows of even size and strides above 1");
        }
    }

    /** The windows without padding. */
    public static Windows removed(Windows windows) {
        return new Windows(windows.size(), windows.strides(), windows.dilation(), Padding.VALID);
    }

    /** Adds the padding to a tensor (batch, spatial axes…, channels). */
    public Value apply(Lowering g, Value x, float value) {
        Value padded = x;
        for (int axis = 0; axis < before.size(); axis++) {
            if (before.get(axis) + after.get(axis) > 0) {
                padded = g.add(new Pad(axis + 1, before.get(axis), after.get(axis), value), padded);
            }
        }
        return padded;
    }
}
