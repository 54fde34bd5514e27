package io.github.cornu.layers.optimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a layer the toolkit quantizes, and how.
 *
 * @param weights the names of weights
 * @param ofWeights their quantizer
 * @param activations the names of attributes that are activation functions
 * @param ofActivations the quantizer of activations and of the output
 * @param output whether the output is quantized
 */
record QuantizeConfig(
        List<String> weights,
        FakeQuantizer ofWeights,
        List<String> activations,
        FakeQuantizer ofActivations,
        boolean output) {
    private static final String BITS_OF_WEIGHTS = "num_bits_weight";
    private static final String BITS_OF_ACTIVATIONS = "num_bits_activation";
    private static final String QUANTIZE_OUTPUT = "quantize_output";
    /** The class of a scheme of the toolkit. */
    private static final Pattern OF_SCHEME = Pattern.compile("Default(8|N)Bit(\\w*QuantizeConfig)");

    /** The functions whose output is quantized where they are layers. */
    private static final List<String> QUANTIZED = List.of("relu", "swish", "gelu", "relu6");

    private static final List<String> PLAIN = List.of("linear", "softmax", "sigmoid", "tanh");

    /**
     * That of an object in a config.
     *
     * @param layer that it is for
     * @throws IllegalArgumentException if it is none of the toolkit's
     */
    static QuantizeConfig of(Object value, Wrapped layer) {
        Map<?, ?> object = value instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> options = object.get("config") instanceof Map<?, ?> map ? map : Map.of();
        String name = String.valueOf(object.get("class_name"));
        Matcher ofScheme = OF_SCHEME.matcher(name);
        if (ofScheme.matches()) {
            return ofScheme(ofScheme.group(2), ofScheme.group(1).equals("N"), options, layer);
        }
        return switch (name) {
            case "NoOpQuantizeConfig" -> ofOutput(checked(name, options), false);
            case "OutputOnlyConfig" ->
                of(checked(name, options, "quantize_config").get("quantize_config"), layer)
                        .withoutWeights();
            case "FixedQuantizeConfig" -> {
                checked(name, options, "config", "num_bits", "init_min", "init_max", "narrow_range");
                yield of(options.get("config"), layer).with(FakeQuantizer.fixed(options));
            }
            default -> throw unknown(name);
        };
    }

    private static QuantizeConfig ofScheme(String kind, boolean anyBits, Map<?, ?> options, Wrapped layer) {
        List<String> keys = new ArrayList<>(List.of(QUANTIZE_OUTPUT));
        if (anyBits) {
            keys.addAll(List.of(BITS_OF_WEIGHTS, BITS_OF_ACTIVATIONS));
        }
        boolean ofOutput = kind.equals("OutputQuantizeConfig") || kind.equals("ActivationQuantizeConfig");
        if (!ofOutput) {
            keys.addAll(List.of("weight_attrs", "activation_attrs"));
        }
        String name = (anyBits ? "DefaultNBit" : "Default8Bit") + kind;
        Map<?, ?> known = checked(name, options, keys.toArray(new String[0]));
        boolean output = !Boolean.FALSE.equals(known.get(QUANTIZE_OUTPUT));
        return switch (kind) {
            case "QuantizeConfig", "ConvTransposeQuantizeConfig" -> ofAttributes(known, false);
            case "ConvQuantizeConfig" -> ofAttributes(known, true);
            case "OutputQuantizeConfig" -> ofOutput(known, output);
            case "ActivationQuantizeConfig" -> ofOutput(known, output && isQuantized(layer));
            default -> throw unknown(name);
        };
    }

    /** The options of a class of the toolkit, which has no others than these. */
    static Map<?, ?> checked(String name, Map<?, ?> options, String... keys) {
        for (Object key : options.keySet()) {
            if (!List.of(keys).contains(key)) {
                throw new IllegalArgumentException("the option '" + key + "' of a " + name + " is not supported");
            }
        }
        return options;
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("the quantize_config " + name
                + " is not supported; known are those of Default8BitQuantizeScheme and DefaultNBitQuantizeScheme");
    }

    private static QuantizeConfig ofAttributes(Map<?, ?> options, boolean perAxis) {
        FakeQuantizer ofWeights = FakeQuantizer.ofWeights(bits(options, BITS_OF_WEIGHTS), perAxis);
        FakeQuantizer ofActivations = FakeQuantizer.ofActivations(bits(options, BITS_OF_ACTIVATIONS));
        boolean output = Boolean.TRUE.equals(options.get(QUANTIZE_OUTPUT));
        return new QuantizeConfig(
                names(options, "weight_attrs"), ofWeights, names(options, "activation_attrs"), ofActivations, output);
    }

    private static QuantizeConfig ofOutput(Map<?, ?> options, boolean output) {
        FakeQuantizer ofActivations = FakeQuantizer.ofActivations(bits(options, BITS_OF_ACTIVATIONS));
        return new QuantizeConfig(List.of(), null, List.of(), ofActivations, output);
    }

    private static int bits(Map<?, ?> options, String key) {
        return options.get(key) instanceof Number number ? number.intValue() : 8;
    }

    private static List<String> names(Map<?, ?> options, String key) {
        List<String> names = new ArrayList<>();
        for (Object name : options.get(key) instanceof List<?> list ? list : List.of()) {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException("the " + key + " of cells are not supported");
            }
            names.add(text);
        }
        return names;
    }

    /** Whether the output of a layer {@code Activation} is quantized. */
    private static boolean isQuantized(Wrapped layer) {
        Object function =
                Objects.requireNonNullElse(Wrapped.named(layer.options().get("activation")), "linear");
        if (!QUANTIZED.contains(function) && !PLAIN.contains(function)) {
            throw new IllegalArgumentException("the activation " + function + " is not supported in a quantized layer");
        }
        return QUANTIZED.contains(function);
    }

    private QuantizeConfig withoutWeights() {
        return new QuantizeConfig(List.of(), null, activations, ofActivations, output);
    }

    private QuantizeConfig with(FakeQuantizer other) {
        return new QuantizeConfig(weights, ofWeights, activations, other, output);
    }
}
