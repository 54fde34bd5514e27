package io.github.cornu.importer.layer.core;

import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Dequantises weights. */
final class QuantizedWeights {
    static final float FLOAT8_MAX = 448f;

    private QuantizedWeights() {}

    /** How many bytes so many integers of four bits are. */
    static int packed(int numbers) {
        return (numbers + 1) / 2;
    }

    /** Unpacks integers of four bits, two in each byte along the last axis, the lower one first. */
    static Weight unpacked(WeightSlot slot, int rows, int columns) {
        int packed = packed(columns);
        Weight stored = slot.get(rows, packed);
        return new ComputedWeight(
                Shape.of(rows, columns),
                () -> {
                    float[] bytes = stored.read();
                    float[] values = new float[rows * columns];
                    for (int r = 0; r < rows; r++) {
                        for (int c = 0; c < columns; c++) {
                            int pair = (int) bytes[r * packed + c / 2];
                            int bits = c % 2 == 0 ? pair : pair >> 4;
                            values[r * columns + c] = ((bits & 15) ^ 8) - 8;
                        }
                    }
                    return values;
                },
                List.of("unpacked", stored, columns));
    }

    /** Unpacks integers of four bits, two in each byte along the first axis, the lower one first. */
    static Weight unpackedSignedRows(WeightSlot slot, int rows, int columns) {
        Weight unsigned = unpackedRows(slot, rows, columns);
        return new ComputedWeight(
                unsigned.shape(),
                () -> {
                    float[] values = unsigned.read();
                    for (int i = 0; i < values.length; i++) {
                        values[i] = values[i] < 8f ? values[i] : values[i] - 16f;
                    }
                    return values;
                },
                List.of("signed", unsigned));
    }

    /** Unpacks integers of four bits from 0 to 15, two in each byte along the first axis, the lower one first. */
    static Weight unpackedRows(WeightSlot slot, int rows, int columns) {
        Weight stored = slot.get(packed(rows), columns);
        return new ComputedWeight(
                Shape.of(rows, columns),
                () -> {
                    float[] bytes = stored.read();
                    float[] values = new float[rows * columns];
                    for (int r = 0; r < rows; r++) {
                        for (int c = 0; c < columns; c++) {
                            int pair = (int) bytes[r / 2 * columns + c];
                            values[r * columns + c] = (r % 2 == 0 ? pair : pair >> 4) & 15;
                        }
                    }
                    return values;
                },
                List.of("unpackedRows", stored, rows));
    }

    /**
     * (weight - zero) scale, with a scale and a zero point for each group.
     *
     * @param group which group a row of the weight is in, or a column
     * @param alongRows whether rows are in groups, and scales and zeros have the shape (groups, columns); else columns,
     *     and they have the shape (rows, groups)
     */
    static Weight inGroups(Weight weight, Weight scales, Weight zeros, int[] group, boolean alongRows) {
        int rows = weight.shape().length(0);
        int columns = weight.shape().length(1);
        int count = scales.shape().length(alongRows ? 0 : 1);
        return new ComputedWeight(
                weight.shape(),
                () -> {
                    float[] values = weight.read();
                    float[] scale = scales.read();
                    float[] zero = zeros.read();
                    float[] result = new float[values.length];
                    for (int r = 0; r < rows; r++) {
                        for (int c = 0; c < columns; c++) {
                            int g = group[alongRows ? r : c];
                            int at = alongRows ? g * columns + c : r * count + g;
                            result[r * columns + c] = (values[r * columns + c] - zero[at]) * scale[at];
                        }
                    }
                    return result;
                },
                List.of("inGroups", weight, scales, zeros, boxed(group), alongRows));
    }

    /**
     * Which group each row or column is in.
     *
     * @param count of groups
     * @throws IllegalArgumentException if there is no such group
     */
    static int[] groups(WeightSlot slot, int length, int count) {
        float[] stored = slot.get(length).read();
        int[] groups = new int[length];
        for (int i = 0; i < length; i++) {
            groups[i] = (int) stored[i];
            if (groups[i] != stored[i] || groups[i] < 0 || groups[i] >= count) {
                throw new IllegalArgumentException(
                        "the weight 'g_idx' holds " + stored[i] + ", there are " + count + " groups");
            }
        }
        return groups;
    }

    private static List<Integer> boxed(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /** Each column divided by a number of its own. */
    static Weight columnsDivided(Weight weight, Weight divisors) {
        int columns = weight.shape().length(1);
        return divided(weight, divisors, i -> i % columns, "columns");
    }

    /** Each row divided by a number of its own. */
    static Weight rowsDivided(Weight weight, Weight divisors) {
        int columns = weight.shape().length(1);
        return divided(weight, divisors, i -> i / columns, "rows");
    }

    /** @param along what {@code place} chooses */
    private static Weight divided(Weight weight, Weight divisors, IntUnaryOperator place, String along) {
        return new ComputedWeight(
                weight.shape(),
                () -> {
                    float[] values = weight.read();
                    float[] divisor = divisors.read();
                    float[] result = new float[values.length];
                    for (int i = 0; i < values.length; i++) {
                        result[i] = values[i] / divisor[place.applyAsInt(i)];
                    }
                    return result;
                },
                List.of("divided", weight, divisors, along));
    }

    /** A weight that is divided by a scale, rounded to float8, and multiplied by the scale again. */
    static Weight asFloat8(Weight weight, Weight scale) {
        return new ComputedWeight(weight.shape(), () -> {
            float[] values = weight.read();
            float divisor = scale.read()[0];
            float[] result = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                result[i] = Math.max(-FLOAT8_MAX, Math.min(FLOAT8_MAX, values[i] / divisor));
            }
            KernelSelector.scalar().unary(Unary.ROUND_FLOAT8, 0f, 0f, 0f, result, 0, result, 0, result.length);
            for (int i = 0; i < values.length; i++) {
                result[i] *= divisor;
            }
            return result;
        });
    }
}
