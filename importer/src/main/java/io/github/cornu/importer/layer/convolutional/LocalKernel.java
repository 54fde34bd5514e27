package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/**
 * The kernels of locally connected layers. They are stored in one of three ways, named as the layer's {@code
 * implementation}:
 *
 * <ol>
 *   <li>(windows, elements and channels of a window, filters)
 *   <li>(spatial axes of the input…, channels, spatial axes of the output…, filters), most of which are not used;
 *       channels and filters come before the spatial axes if they do so in the input
 *   <li>only the numbers of 2 that are used, sorted by output, then by input
 * </ol>
 */
final class LocalKernel {
    private final LocalWindows windows;
    private final int elements;
    private final int[] positions;
    private final int channels;
    private final int filters;
    private final boolean channelsLast;

    LocalKernel(LocalWindows windows, int channels, int filters, boolean channelsLast) {
        this.windows = windows;
        this.elements = windows.ofPadded().elements();
        this.positions = windows.positions();
        this.channels = channels;
        this.filters = filters;
        this.channelsLast = channelsLast;
    }

    /** The kernel as (windows, elements times channels, filters), channels last. */
    Weight weight(WeightSlot slot, int implementation) {
        Shape shape = Shape.of(count(), elements * channels, filters);
        return switch (implementation) {
            case 1 -> {
                Weight stored = slot.get(shape.lengths());
                yield channelsLast ? stored : elementsFirst(stored);
            }
            case 2 -> {
                Weight stored = slot.get(denseShape());
                yield new ComputedWeight(shape, () -> ofDense(stored.read()));
            }
            default -> {
                Weight stored = slot.get(used() * channels * filters);
                yield new ComputedWeight(shape, () -> ofUsed(stored.read()));
            }
        };
    }

    private int count() {
        return positions.length / elements;
    }

    /** How many elements of all windows are not in the padding. */
    private int used() {
        int used = 0;
        for (int position : positions) {
            used += position < 0 ? 0 : 1;
        }
        return used;
    }

    private int[] denseShape() {
        Shape in = Shape.of(channels);
        Shape out = Shape.of(filters);
        Shape shape = channelsLast
                ? windows.inputs().append(in).append(windows.outputs()).append(out)
                : in.append(windows.inputs()).append(out).append(windows.outputs());
        return shape.lengths();
    }

    private int index(int window, int element, int channel, int filter) {
        return ((window * elements + element) * channels + channel) * filters + filter;
    }

    /** From windows whose channels come before their elements. */
    private Weight elementsFirst(Weight stored) {
        Weight apart = ComputedWeight.reshaped(stored, Shape.of(count(), channels, elements, filters));
        return ComputedWeight.reshaped(ComputedWeight.transposed(apart, "wcef", "wecf"), stored.shape());
    }

    private float[] ofDense(float[] stored) {
        float[] kernel = new float[positions.length * channels * filters];
        int area = stored.length / (count() * channels * filters);
        for (int i = 0; i < kernel.length; i++) {
            int filter = i % filters;
            int channel = i / filters % channels;
            int place = i / filters / channels;
            int window = place / elements;
            int position = positions[place];
            if (position >= 0) {
                int in = channelsLast ? position * channels + channel : channel * area + position;
                int out = channelsLast ? window * filters + filter : filter * count() + window;
                kernel[i] = stored[in * count() * filters + out];
            }
        }
        return kernel;
    }

    private float[] ofUsed(float[] stored) {
        float[] kernel = new float[positions.length * channels * filters];
        int from = 0;
        int outer = channelsLast ? count() : filters;
        int inner = channelsLast ? filters : count();
        for (int i = 0; i < outer * inner; i++) {
            int window = channelsLast ? i / inner : i % inner;
            int filter = channelsLast ? i % inner : i / inner;
            from = copyOutput(stored, from, kernel, window, filter);
        }
        return kernel;
    }

    /** Copies the numbers of one output and returns where those of the next one start. */
    private int copyOutput(float[] stored, int start, float[] kernel, int window, int filter) {
        int from = start;
        for (int i = 0; i < elements * channels; i++) {
            int element = channelsLast ? i / channels : i % elements;
            int channel = channelsLast ? i % channels : i / elements;
            if (positions[window * elements + element] >= 0) {
                kernel[index(window, element, channel, filter)] = stored[from++];
            }
        }
        return from;
    }
}
