package io.github.cornu.layers.optimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    private static final List<String> SERIES = List.of("Default8Bit", "DefaultNBit");
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
        String name = bare(object.get("class_name"));
        String kind = name;
        for (String series : SERIES) {
            kind = kind.startsWith(series) ? kind.substring(series.length()) : kind;
        }
        return switch (kind) {
            case "QuantizeConfig", "ConvTransposeQuantizeConfig" -> ofAttributes(options, false);
            case "ConvQuantizeConfig" -> ofAttributes(options, true);
            case "OutputQuantizeConfig" -> ofOutput(options, !Boolean.FALSE.equals(options.get("quantize_output")));
            case "ActivationQuantizeConfig" ->
                ofOutput(options, !Boolean.FALSE.equals(options.get("quantize_output")) && isQuantized(layer));
            case "NoOpQuantizeConfig" -> ofOutput(options, false);
            case "OutputOnlyConfig" -> of(options.get("quantize_config"), layer).withoutWeights();
            case "FixedQuantizeConfig" -> of(options.get("config"), layer).with(FakeQuantizer.fixed(options));
            default ->
                throw new IllegalArgumentException(
                        "the quantize_config " + name
                                + " is not supported; known are those of Default8BitQuantizeScheme and DefaultNBitQuantizeScheme");
        };
    }

    /** The name of a class without the package that Python registered it in. */
    static String bare(Object className) {
        String name = String.valueOf(className);
        return name.substring(name.lastIndexOf('>') + 1);
    }

    private static QuantizeConfig ofAttributes(Map<?, ?> options, boolean perAxis) {
        FakeQuantizer ofWeights = FakeQuantizer.ofWeights(bits(options, BITS_OF_WEIGHTS), perAxis);
        FakeQuantizer ofActivations = FakeQuantizer.ofActivations(bits(options, BITS_OF_ACTIVATIONS));
        boolean output = Boolean.TRUE.equals(options.get("quantize_output"));
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
