package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.UnsupportedModelException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of classes, options and values of Keras 1 in those of Keras 2. */
final class Keras1Names {
    private static final Map<String, String> CLASSES = Map.of(
            "Convolution1D", "Conv1D",
            "AtrousConvolution1D", "Conv1D",
            "Convolution2D", "Conv2D",
            "AtrousConvolution2D", "Conv2D",
            "Convolution3D", "Conv3D",
            "Deconvolution2D", "Conv2DTranspose",
            "SeparableConvolution2D", "SeparableConv2D",
            "TimeDistributedDense", "Dense");

    /** Layers that Keras 2 does not have, or has with the options of Keras 1. */
    private static final Set<String> KEPT = Set.of("MaxoutDense", "Highway", "SReLU", "ParametricSoftplus", "Merge");

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("nb_filter", "filters"),
            Map.entry("filter_length", "kernel_size"),
            Map.entry("subsample", "strides"),
            Map.entry("subsample_length", "strides"),
            Map.entry("stride", "strides"),
            Map.entry("border_mode", "padding"),
            Map.entry("atrous_rate", "dilation_rate"),
            Map.entry("pool_length", "pool_size"),
            Map.entry("length", "size"),
            Map.entry("bias", "use_bias"),
            Map.entry("init", "kernel_initializer"),
            Map.entry("inner_init", "recurrent_initializer"),
            Map.entry("gamma_init", "gamma_initializer"),
            Map.entry("beta_init", "beta_initializer"),
            Map.entry("forget_bias_init", "bias_initializer"),
            Map.entry("inner_activation", "recurrent_activation"),
            Map.entry("dropout_W", "dropout"),
            Map.entry("dropout_U", "recurrent_dropout"),
            Map.entry("consume_less", "implementation"),
            Map.entry("p", "rate"),
            Map.entry("sigma", "stddev"));

    private static final String DIM_ORDERING = "dim_ordering";
    private static final String DATA_FORMAT = "data_format";
    /** The config of these lacks {@code dim_ordering}, though they have it. */
    private static final Set<String> WITHOUT_ORDERING =
            Set.of("UpSampling2D", "UpSampling3D", "ZeroPadding2D", "ZeroPadding3D", "Cropping2D", "Cropping3D");

    private static final List<List<String>> WINDOWS =
            List.of(List.of("nb_row", "nb_col"), List.of("kernel_dim1", "kernel_dim2", "kernel_dim3"));
    private static final List<List<String>> PADS =
            List.of(List.of("top_pad", "bottom_pad"), List.of("left_pad", "right_pad"));

    private final Set<String> orderings = new HashSet<>();

    /**
     * The names for a model.
     *
     * @param model all of it, which tells the order of axes that layers have without saying so
     */
    Keras1Names(ObjectNode model) {
        model.findValues(DIM_ORDERING).forEach(value -> orderings.add(value.asText()));
    }

    /** Renames the class of a layer, and its options. */
    void rename(ObjectNode envelope, ObjectNode config) {
        String old = envelope.path(Envelope.CLASS_NAME).asText();
        if (KEPT.contains(old)) {
            return;
        }
        String className = CLASSES.getOrDefault(old, old);
        envelope.put(Envelope.CLASS_NAME, className);
        OPTIONS.forEach((from, to) -> move(config, from, to));
        if (className.equals("Embedding")) {
            config.remove("dropout");
        } else {
            move(config, "output_dim", "units");
        }
        WINDOWS.forEach(names -> joinWindow(config, names));
        dataFormat(className, config);
        if (config.get("padding") instanceof ObjectNode pads) {
            config.set("padding", padding(className, pads));
        } else if (className.equals("ZeroPadding2D") && config.path("padding").size() == 4) {
            config.set("padding", pairs((ArrayNode) config.get("padding")));
        }
    }

    private static void move(ObjectNode config, String from, String to) {
        JsonNode value = config.remove(from);
        if (value != null && !config.has(to)) {
            config.set(to, value);
        }
    }

    private static void joinWindow(ObjectNode config, List<String> names) {
        if (config.has(names.get(0))) {
            ArrayNode window = JsonNodeFactory.instance.arrayNode();
            names.forEach(name -> window.add(config.remove(name)));
            config.set("kernel_size", window);
        }
    }

    private void dataFormat(String className, ObjectNode config) {
        JsonNode own = config.remove(DIM_ORDERING);
        if (own != null) {
            config.put(DATA_FORMAT, format(own.asText()));
        } else if (WITHOUT_ORDERING.contains(className)) {
            if (orderings.size() != 1) {
                throw new UnsupportedModelException(
                        "layer '" + config.path(Envelope.NAME).asText() + "' ("
                                + className + "): the file does not tell the order of its axes: Keras 1 left out "
                                + DIM_ORDERING + " here, and the other layers say " + orderings);
            }
            config.put(DATA_FORMAT, format(orderings.iterator().next()));
        }
    }

    private static String format(String ordering) {
        return switch (ordering) {
            case "tf" -> "channels_last";
            case "th" -> "channels_first";
            default -> throw new UnsupportedModelException("unknown " + DIM_ORDERING + " '" + ordering + "'");
        };
    }

    /** {@code {"left_pad": 1}} and the like; what is not there is 0. */
    private static ArrayNode padding(String className, ObjectNode pads) {
        boolean oneAxis = className.equals("ZeroPadding1D");
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        for (List<String> names : oneAxis ? PADS.subList(1, 2) : PADS) {
            ArrayNode pair = pairs.addArray();
            names.forEach(name -> pair.add(pads.path(name).asInt(0)));
        }
        return oneAxis ? (ArrayNode) pairs.get(0) : pairs;
    }

    /** Top, bottom, left, right. */
    private static ArrayNode pairs(ArrayNode four) {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        pairs.addArray().add(four.get(0)).add(four.get(1));
        pairs.addArray().add(four.get(2)).add(four.get(3));
        return pairs;
    }
}
