package io.github.cornu.layers.quantized;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code quantized_bits} and {@code quantized_relu} of QKeras: numbers of so many bits, some of which are before the
 * point; as activations also {@code quantized_tanh} and {@code quantized_sigmoid}, for weights {@code quantized_po2}
 * and {@code quantized_relu_po2}, see {@link PowersOfTwo}.
 *
 * @param name of the quantizer
 * @param options by QKeras's names
 */
record Quantizer(String name, Map<String, Object> options) {
    private static final String BITS = "quantized_bits";
    private static final String RELU = "quantized_relu";
    private static final String POWERS = "quantized_po2";
    private static final String RELU_POWERS = "quantized_relu_po2";
    private static final String TANH = "quantized_tanh";
    private static final String SIGMOID = "quantized_sigmoid";
    private static final List<String> KNOWN = List.of(BITS, RELU, POWERS, RELU_POWERS, TANH, SIGMOID);
    /** The order of arguments by position. */
    private static final List<String> OF_BITS = List.of("bits", "integer", "symmetric", "keep_negative", "alpha");

    private static final List<String> OF_POWERS = List.of("bits", "max_value");
    private static final List<String> OF_TANH =
            List.of("bits", "use_stochastic_rounding", "symmetric", "use_real_tanh");
    private static final List<String> OF_SIGMOID =
            List.of("bits", "symmetric", "use_real_sigmoid", "use_stochastic_rounding");
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
        List<String> names = arguments(name);
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

    private static List<String> arguments(String name) {
        return switch (name) {
            case RELU -> OF_RELU;
            case POWERS, RELU_POWERS -> OF_POWERS;
            case TANH -> OF_TANH;
            case SIGMOID -> OF_SIGMOID;
            default -> OF_BITS;
        };
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
        if (!KNOWN.contains(name)) {
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
        return new IllegalArgumentException(
                "the quantizer " + text + " is not supported; known: " + String.join(", ", KNOWN));
    }

    private boolean isOfPowers() {
        return name.equals(POWERS) || name.equals(RELU_POWERS);
    }

    private boolean isFunction() {
        return name.equals(TANH) || name.equals(SIGMOID);
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
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException("the option " + key + " of the quantizer " + name + " is " + value
                    + ", which is not supported: expected one number");
        }
        return otherwise;
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
        if (relu() || isFunction()) {
            throw new IllegalArgumentException(name + " is not supported for weights");
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
        double slope = relu() ? number("negative_slope", 0) : 0;
        if (slope == 0) {
            return steps().apply(call, x);
        }
        float unit = (float) (whole() / levels());
        Steps above = new Steps(Inner.LINEAR, 1 / unit, 0, (float) levels() - 1, unit, 0);
        Steps below = new Steps(Inner.LINEAR, (float) slope / unit, (float) (-slope * levels()), 0, unit, 0);
        return Parts.add(call, above.apply(call, x), below.apply(call, x));
    }

    /** As an activation, for each number alone. */
    Steps steps() {
        boolean known = !isOfPowers()
                && !(options.get("alpha") instanceof String)
                && (!relu() || number("negative_slope", 0) == 0);
        if (!known) {
            throw new IllegalArgumentException("the activation " + name + options + " is not supported");
        }
        if (isFunction()) {
            return ofFunction();
        }
        double unit = whole() / levels();
        double least = relu() ? 0 : lowest();
        return new Steps(
                Inner.LINEAR,
                (float) (1 / unit),
                (float) least,
                (float) levels() - 1,
                (float) (unit * number("alpha", 1)),
                0);
    }

    /** QKeras's sigmoid is the hard one, unless a program says otherwise, which no file tells. */
    private Steps ofFunction() {
        boolean tanh = name.equals(TANH);
        boolean real = number(tanh ? "use_real_tanh" : "use_real_sigmoid", 0) != 0;
        Inner inner = tanh ? real ? Inner.TANH : Inner.HARD_TANH : real ? Inner.SIGMOID : Inner.HARD_SIGMOID;
        float count = (float) Math.scalb(1.0, (int) number("bits", 8) - (tanh ? 1 : 0));
        float symmetric = (float) number("symmetric", 0);
        return new Steps(inner, count, tanh ? symmetric - count : symmetric, count - 1, 1 / count, 0);
    }
}
