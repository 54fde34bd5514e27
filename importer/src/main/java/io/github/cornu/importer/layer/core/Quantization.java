package io.github.cornu.importer.layer.core;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.DTypePolicy;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.config.ObjectConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * How Keras 3 has quantised a layer.
 *
 * @param mode of the weights
 * @param block how many elements of an int4 weight share a scale and a zero point; 0: all, and the zero point is 0
 * @param inputs how the inputs are quantised; null if they are not
 */
record Quantization(Mode mode, int block, AbsMax inputs) {
    /** Of int8, with inputs quantised as Keras does if nobody says anything else. */
    static final Quantization INT8 = new Quantization(Mode.INT8, 0, AbsMax.DEFAULT);

    enum Mode {
        INT8,
        INT4,
        FLOAT8
    }

    /**
     * {@code keras.quantizers.AbsMaxQuantizer} along the last axis.
     *
     * @param least of the integers
     * @param largest of the integers, which the largest absolute value becomes
     */
    record AbsMax(float least, float largest, float epsilon) {
        static final AbsMax DEFAULT = new AbsMax(-127f, 127f, 1e-7f);

        static AbsMax of(LayerConfig config) {
            if (!config.className().equals("AbsMaxQuantizer")) {
                throw new UnsupportedModelException("its inputs are quantised by " + config.className());
            }
            List<Integer> range = config.integers("value_range", 2, 127);
            int least = range.get(0).equals(range.get(1)) ? -range.get(1) : range.get(0);
            float epsilon = config.number("epsilon", DEFAULT.epsilon);
            List<Integer> axis = config.integerList("axis");
            if (!axis.isEmpty() && !axis.equals(List.of(-1))) {
                throw new UnsupportedModelException("its inputs are quantised along another axis than the last");
            }
            config.ignore("output_dtype");
            config.rejectUnread();
            return new AbsMax(least, range.get(1), epsilon);
        }

        /** The factors of the rows, which are along some of the last axes; these axes have length 1 in it. */
        Value scale(Lowering g, Value x, int axes) {
            Value max = Numbers.unary(g, Unary.ABS, x);
            for (int axis = 1; axis <= axes; axis++) {
                max = g.add(new Reduce(Reduce.Kind.MAX, x.shape().rank() - axis, true), max);
            }
            Value divisor = g.add(new CombineScalar(Binary.ADD, epsilon), max);
            Value dividend = g.add(new Constant(Weight.of(new float[] {largest}, 1)));
            return g.add(new Combine(Binary.DIVIDE), dividend, divisor);
        }

        /** The rows rounded to integers, ties to even. */
        Value quantize(Lowering g, Value x, Value scale) {
            Value y = g.add(new Combine(Binary.MULTIPLY), x, scale);
            y = Numbers.unary(g, Unary.ROUND, y);
            return Numbers.unary(g, Unary.CLIP, least, largest, y);
        }
    }

    /** How many blocks so many elements are. */
    int blocks(int elements) {
        return (elements + block - 1) / block;
    }

    /**
     * The product of an input, quantised where the layer quantises it, and a kernel.
     *
     * @param numbers the kernel
     * @param scales what the columns are divided by; null where the kernel is dequantised
     */
    Value product(Lowering g, Value x, Weight numbers, Weight scales) {
        Value divisor = scales == null ? null : g.add(new Constant(scales));
        Value in = x;
        if (inputs != null) {
            Value rows = inputs.scale(g, x, 1);
            in = inputs.quantize(g, x, rows);
            divisor = divisor == null ? rows : g.add(new Combine(Binary.MULTIPLY), divisor, rows);
        }
        Value sums = g.add(new Dense(numbers, null, Activation.LINEAR), in);
        return divisor == null ? sums : g.add(new Combine(Binary.DIVIDE), sums, divisor);
    }

    /**
     * Whether archives have the weights in the order of declaration; before Keras 3.2 those that are trained came
     * first.
     */
    static boolean isSavedAsDeclared(LayerConfig config) {
        return config.writer().isAtLeast(3, 2);
    }

    /**
     * What a policy is called.
     *
     * @throws UnsupportedModelException if it is not known
     */
    static Mode mode(String policy, KerasWriter writer) {
        Mode mode = switch (policy.split("/")[0]) {
            case "int8" -> Mode.INT8;
            case "int4" -> Mode.INT4;
            case "float8" -> Mode.FLOAT8;
            default -> throw new UnsupportedModelException("it is quantised to " + policy);
        };
        if (mode == Mode.INT4 && !writer.isAtLeast(3, 15)) {
            throw new UnsupportedModelException("it is quantised to int4 by a Keras older than 3.15");
        }
        return mode;
    }

    /** The same weights with inputs quantised in another way. */
    Quantization withInputs(AbsMax other) {
        return new Quantization(mode, block, other);
    }

    /**
     * What the config of a layer says; null if it is not quantised.
     *
     * @throws UnsupportedModelException if it is quantised in a way that is not known
     */
    static Quantization of(LayerConfig config) {
        DTypePolicy type = config.dtypePolicy();
        ObjectConfig object = config.object("quantization_config");
        if (type.quantization() == null) {
            return null;
        }
        Mode mode = mode(type.quantization(), config.writer());
        String[] parts = type.quantization().split("/");
        if (!type.compute().equals("float32")) {
            throw new UnsupportedModelException(
                    "it is quantised to " + parts[0] + " and computes in " + type.compute());
        }
        LayerConfig options = object == null ? null : object.layer();
        int block = mode == Mode.INT4 && parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        if (options == null) {
            return new Quantization(mode, Math.max(0, block), mode == Mode.INT8 ? AbsMax.DEFAULT : null);
        }
        if (mode == Mode.INT4) {
            block = options.integer("block_size", 0);
        }
        ObjectConfig quantizer = options.object("activation_quantizer");
        options.ignore("weight_quantizer");
        options.rejectUnread();
        return new Quantization(mode, Math.max(0, block), quantizer == null ? null : AbsMax.of(quantizer.layer()));
    }
}
