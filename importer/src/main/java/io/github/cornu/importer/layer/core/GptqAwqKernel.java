package io.github.cornu.importer.layer.core;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;

/**
 * A kernel quantised by GPTQ or AWQ. The file has it transposed, as integers from 0, with a scale and a zero point for
 * each output and group of inputs; for AWQ also the factors that the weights of each input were multiplied with before.
 */
final class GptqAwqKernel {
    /** How far the indices of inputs in their groups may be from integers: they are quotients in float32. */
    private static final float ROUNDING = 1e-3f;

    private final GptqAwqConfig gptqAwq;
    private final WeightSlot kernel;
    private final WeightSlot scale;
    private final WeightSlot zero;
    private final WeightSlot inputScales;
    private final WeightSlot groups;

    /**
     * Declares all weights but the kernel itself.
     *
     * @param zeroName what the layer calls its zero points
     */
    GptqAwqKernel(KerasLayer layer, GptqAwqConfig gptqAwq, WeightSlot kernel, String zeroName) {
        this.gptqAwq = gptqAwq;
        this.kernel = kernel;
        scale = layer.nonTrainableWeight("kernel_scale");
        zero = layer.nonTrainableWeight(zeroName);
        inputScales = gptqAwq.isAwq() ? layer.nonTrainableWeight("awq_scales") : null;
        groups = layer.nonTrainableWeight("g_idx");
    }

    /** The zero points, which Keras 3.14 and 3.15 leave out of newer files. */
    WeightSlot zero() {
        return zero;
    }

    /**
     * The dequantised kernel.
     *
     * @return of shape (inputs, outputs)
     * @throws UnsupportedModelException if the file lacks the zero points, which are not known
     */
    Weight dequantized(int inputs, int outputs) {
        int count = gptqAwq.groups(inputs);
        Weight numbers = gptqAwq.bits() == 4
                ? QuantizedWeights.unpackedRows(kernel, outputs, inputs)
                : kernel.get(outputs, inputs);
        Weight values = QuantizedWeights.inGroups(
                numbers, scale.get(outputs, count), zeros(outputs, count), groups(inputs, count), false);
        Weight transposed = ComputedWeight.transposed(values, "oi", "io");
        return inputScales == null ? transposed : QuantizedWeights.rowsDivided(transposed, inputScales.get(inputs));
    }

    private Weight zeros(int outputs, int count) {
        if (zero.isBound()) {
            return zero.get(outputs, count);
        }
        if (!gptqAwq.symmetric()) {
            throw new UnsupportedModelException("the file lacks the weight '" + zero.name()
                    + "': Keras 3.14 and 3.15 save it in legacy .h5 files only");
        }
        float[] middle = new float[outputs * count];
        Arrays.fill(middle, 1 << (gptqAwq.bits() - 1));
        return Weight.of(middle, outputs, count);
    }

    /** Which group each input is in: its index divided by the length of a group, rounded down. */
    private int[] groups(int inputs, int count) {
        float[] stored = groups.get(inputs).read();
        int length = gptqAwq.group() == -1 ? inputs : gptqAwq.group();
        int[] result = new int[inputs];
        for (int i = 0; i < inputs; i++) {
            float place = stored[i] * length;
            result[i] = (int) stored[i];
            if (!(Math.abs(place - Math.rint(place)) <= ROUNDING * Math.max(1f, stored[i]))
                    || stored[i] < 0
                    || result[i] >= count) {
                throw new IllegalArgumentException("the weight 'g_idx' holds " + stored[i] + ", there are " + count
                        + " groups of " + length + " inputs");
            }
        }
        return result;
    }

    /**
     * How many inputs a kernel has. Of three axes Keras takes the first, or the first two, as inputs, depending on
     * which axis is the longest.
     */
    static int inputs(int[] shape) {
        if (shape.length == 2) {
            return shape[0];
        }
        if (shape.length != 3) {
            throw new UnsupportedModelException("a kernel with " + shape.length + " axes quantised by GPTQ or AWQ");
        }
        boolean first = shape[0] >= shape[1] && shape[0] >= shape[2];
        return first ? shape[0] : Shape.of(shape).size(0, 2);
    }
}
