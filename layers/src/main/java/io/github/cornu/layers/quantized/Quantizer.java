package io.github.cornu.layers.quantized;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code quantized_bits} and {@code quantized_relu} of QKeras: numbers of so many bits, some of which are before the
 * point; for weights also {@code quantized_po2} and {@code quantized_relu_po2}, see {@link PowersOfTwo}.
 *
 * @param name of the quantizer
 * @param options by QKeras's names
 */
record Quantizer(String name, Map<String, Object> options) {
    private static final String BITS = "quantized_bits";
    private static final String RELU = "quantized_relu";
    private static final String POWERS = "quantized_po2";
    private static final String RELU_POWERS = "quantized_relu_po2";
    /** The order of arguments by position. */
    private static final List<String> OF_BITS = List.of("bits", "integer", "symmetric", "keep_negative", "alpha");

    private static final List<String> OF_POWERS = List.of("bits", "max_value");
    private static final List<String> OF_RELU = List.of("bits", "integer", "use_sigmoid", "negative_slope");

    /** The quantizer of a config: null, a text such as {@code quantized_bits(4,0,1)}, or an object. */
    static Quantizer of(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return parse(text);
        }
        if (value instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config) {
            Map<String, Object> options = new LinkedHashMap<>();
            config.forEach((key, option) -> options.put(String.valueOf(key), option));
            return create(String.valueOf(map.get("class_name")), options);
        }
        throw unknown(String.valueOf(value));
    }

    private static Quantizer parse(String text) {
        int open = text.indexOf('(');
        String name = (open < 0 ? text : text.substring(0, open)).strip();
        String inside =
                open < 0 ? "" : text.substring(open + 1, text.lastIndexOf(')')).strip();
        List<String> names = name.equals(RELU) ? OF_RELU : name.endsWith("_po2") ? OF_POWERS : OF_BITS;
        Map<String, Object> options = new LinkedHashMap<>();
        int place = 0;
        for (String argument : inside.isEmpty() ? new String[0] : inside.split(",")) {
            int equals = argument.indexOf('=');
            if (equals < 0 && place >= names.size()) {
                throw unknown(text);
            }
            String key = equals < 0
                    ? names.get(place++)
                    : argument.substring(0, equals).strip();
            options.put(key, literal(argument.substring(equals + 1).strip()));
        }
        return create(name, options);
    }

    private static Object literal(String text) {
        return switch (text) {
            case "None" -> null;
            case "True" -> true;
            case "False" -> false;
            default -> text.matches("[-+.\\deE]+") ? (Object) Double.valueOf(text) : text.replaceAll("['\"]", "");
        };
    }

    private static Quantizer create(String name, Map<String, Object> options) {
        if (!List.of(BITS, RELU, POWERS, RELU_POWERS).contains(name)) {
            throw unknown(name);
        }
        Quantizer quantizer = new Quantizer(name, options);
        boolean plain = quantizer.number("use_stochastic_rounding", 0) == 0
                && quantizer.number("qnoise_factor", 1) == 1
                && quantizer.number("use_sigmoid", 0) == 0
                && (name.equals(RELU) || quantizer.number("negative_slope", 0) == 0)
                && !"floor".equals(options.get("log2_rounding"))
                && quantizer.options.get("relu_upper_bound") == null
                && quantizer.options.get("scale_axis") == null
                && quantizer.number("bits", 8) >= 2;
        if (!plain) {
            throw new IllegalArgumentException("the quantizer " + name + options + " is not supported");
        }
        return quantizer;
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("the quantizer " + text + " is not supported; known: " + BITS + ", " + RELU
                + ", " + POWERS + ", " + RELU_POWERS);
    }

    private boolean isOfPowers() {
        return name.equals(POWERS) || name.equals(RELU_POWERS);
    }

    private boolean relu() {
        return name.equals(RELU);
    }

    /** An option, where True is 1 and False 0. */
    private double number(String key, double otherwise) {
        Object value = options.get(key);
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Number number ? number.doubleValue() : otherwise;
    }

    private double whole() {
        return Math.scalb(1.0, (int) number("integer", 0));
    }

    private double levels() {
        double sign = relu() ? number("negative_slope", 0) == 0 ? 0 : 1 : number("keep_negative", 1);
        return Math.scalb(1.0, (int) (number("bits", 8) - sign));
    }

    private double lowest() {
        return number("keep_negative", 1) * (number("symmetric", 0) - levels());
    }

    /** Quantised values of a weight, which has a scale for each index of its last axis if the config wants that. */
    Weight quantized(Weight weight) {
        if (relu()) {
            throw new IllegalArgumentException(RELU + " is not supported for weights");
        }
        if (isOfPowers()) {
            boolean signed = name.equals(POWERS);
            int bits = (int) number("bits", 8) - (signed ? 1 : 0);
            double largest = number("max_value", Double.POSITIVE_INFINITY);
            boolean even = number("quadratic_approximation", 0) != 0;
            return new PowersOfTwo(bits, largest, even, signed).quantized(weight);
        }
        float[] x = weight.read();
        int rank = weight.shape().rank();
        if (options.get("alpha") instanceof String alpha) {
            int columns = rank > 1 ? weight.shape().length(-1) : 1;
            float[] scaled = AutoScale.quantized(x, columns, number("bits", 8), alpha);
            return Weight.of(scaled, weight.shape().lengths());
        }
        float[] y = new float[x.length];
        double unit = whole() / levels();
        double scale = number("alpha", 1);
        for (int i = 0; i < x.length; i++) {
            double rounded = Math.rint((float) (x[i] / unit));
            y[i] = (float) (scale * unit * Math.max(lowest(), Math.min(levels() - 1, rounded)));
        }
        return Weight.of(y, weight.shape().lengths());
    }

    /** As an activation. */
    Value apply(CustomCall call, Value x) {
        if (isOfPowers()) {
            throw new IllegalArgumentException(name + " is not supported as an activation");
        }
        if (options.get("alpha") instanceof String alpha) {
            throw new IllegalArgumentException("an activation with alpha '" + alpha + "' is not supported");
        }
        double unit = whole() / levels();
        Value steps = Parts.with(call, Binary.MULTIPLY, x, 1 / unit);
        double least = relu() ? 0 : lowest();
        Value y = rounded(call, steps, least, levels() - 1, unit * number("alpha", 1));
        double slope = relu() ? number("negative_slope", 0) : 0;
        if (slope == 0) {
            return y;
        }
        Value below = Parts.with(call, Binary.MULTIPLY, steps, slope);
        return Parts.add(call, y, rounded(call, below, -slope * levels(), 0, unit));
    }

    private static Value rounded(CustomCall call, Value steps, double least, double most, double unit) {
        Activation limits = Activation.of(Unary.CLIP, (float) least, (float) most, 0f);
        Value limited = call.add(new Elementwise(limits), Parts.unary(call, Unary.ROUND, steps));
        return Parts.with(call, Binary.MULTIPLY, limited, unit);
    }
}
