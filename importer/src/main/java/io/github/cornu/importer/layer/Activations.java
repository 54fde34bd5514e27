package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.config.ObjectConfig;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The functions of {@code keras.activations}, by name. */
public final class Activations {
    private static final float SELU_SCALE = 1.05070098735548f;
    private static final float SELU_ALPHA = 1.67326324235437f;

    private static final Map<String, Activation> BY_NAME = Map.ofEntries(
            Map.entry("linear", Activation.LINEAR),
            Map.entry("relu", function(Unary.RELU)),
            Map.entry("relu6", function(Unary.CLIP, 0f, 6f, 0f)),
            Map.entry("leaky_relu", function(Unary.LEAKY_RELU, 0.2f, 0f, 0f)),
            Map.entry("elu", function(Unary.ELU, 1f, 1f, 0f)),
            Map.entry("selu", function(Unary.ELU, SELU_ALPHA, SELU_SCALE, 0f)),
            Map.entry("celu", function(Unary.CELU, 1f, 0f, 0f)),
            Map.entry("gelu", function(Unary.GELU)),
            Map.entry("exponential", function(Unary.EXP)),
            Map.entry("sigmoid", function(Unary.SIGMOID)),
            Map.entry("silu", function(Unary.SILU)),
            Map.entry("swish", function(Unary.SILU)),
            Map.entry("tanh", function(Unary.TANH)),
            Map.entry("tanh_shrink", function(Unary.TANH_SHRINK)),
            Map.entry("hard_tanh", function(Unary.CLIP, -1f, 1f, 0f)),
            Map.entry("softplus", function(Unary.SOFTPLUS)),
            Map.entry("log_sigmoid", function(Unary.LOG_SIGMOID)),
            Map.entry("mish", function(Unary.MISH)),
            Map.entry("softsign", function(Unary.SOFTSIGN)),
            Map.entry("hard_silu", function(Unary.HARD_SILU, 1f / 6f, 0.5f, 0f)),
            Map.entry("hard_swish", function(Unary.HARD_SILU, 1f / 6f, 0.5f, 0f)),
            Map.entry("hard_shrink", function(Unary.HARD_SHRINK, 0.5f, 0f, 0f)),
            Map.entry("soft_shrink", function(Unary.SOFT_SHRINK, 0.5f, 0f, 0f)),
            Map.entry("sparse_plus", function(Unary.SPARSE_PLUS)),
            Map.entry("sparse_sigmoid", function(Unary.HARD_SIGMOID, 0.5f, 0.5f, 0f)),
            Map.entry("squareplus", function(Unary.SQUAREPLUS, 4f, 0f, 0f)),
            Map.entry("softmax", Activation.SOFTMAX),
            Map.entry("log_softmax", Activation.LOG_SOFTMAX),
            Map.entry("sparsemax", Activation.SPARSEMAX));

    private static Activation function(Unary function) {
        return Activation.of(function);
    }

    private static Activation function(Unary function, float a, float b, float c) {
        return Activation.of(function, a, b, c);
    }

    /** Those that are more than an {@link Activation}, or depend on the writer. */
    private static final Map<String, LayerFunction> OTHERS = Map.of("glu", Activations::glu);

    private static final String HARD_SIGMOID = "hard_sigmoid";

    private Activations() {}

    /** Whether there is a function of that name. */
    public static boolean isName(String name) {
        return BY_NAME.containsKey(name) || OTHERS.containsKey(name) || name.equals(HARD_SIGMOID);
    }

    /** All names, sorted. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(BY_NAME.keySet());
        names.addAll(OTHERS.keySet());
        names.add(HARD_SIGMOID);
        return names;
    }

    /**
     * The activation that the layer's config names.
     *
     * @param key for instance {@code activation}
     * @param otherwise the name if the key is missing
     */
    public static LayerFunction read(KerasLayer owner, LayerFactory factory, String key, String otherwise) {
        LayerConfig config = owner.config();
        ObjectConfig object = config.object(key);
        if (object != null && object.layer() != null) {
            return layer(owner.child(key, factory.create(object.layer())));
        }
        String name = object == null ? otherwise : object.name();
        CustomObjects.CustomActivation custom = factory.custom().activation(name);
        if (owner.half() != null) {
            owner.half().checkActivation(custom == null ? name : "custom " + name);
        }
        return custom == null ? named(name, config.writer()) : custom(custom, config);
    }

    private static LayerFunction custom(CustomObjects.CustomActivation custom, LayerConfig owner) {
        if (custom.activation() != null) {
            return of(custom.activation());
        }
        CustomConfigView config = new CustomConfigView(owner);
        return (g, x) -> CustomCalls.call(custom.function(), g, Call.of(List.of(KerasTensor.of(x))), config, List.of())
                .get(0)
                .value();
    }

    /** The activation with that name in that version of Keras. */
    public static LayerFunction named(String name, KerasWriter writer) {
        if (OTHERS.containsKey(name)) {
            return OTHERS.get(name);
        }
        Activation activation = name.equals(HARD_SIGMOID) ? hardSigmoid(writer) : BY_NAME.get(name);
        if (activation == null) {
            throw new UnsupportedModelException(
                    "unknown activation '" + name + "'; known: " + String.join(", ", names())
                            + "; write it in Java with CustomObjects.registerActivation(\"" + name + "\", …)");
        }
        return of(activation);
    }

    /** Keras 3 divides by 6 what Keras 1 and 2 divided by 5. */
    private static Activation hardSigmoid(KerasWriter writer) {
        return Activation.of(Unary.HARD_SIGMOID, writer.isKeras3() ? 1f / 6f : 0.2f, 0.5f, 0f);
    }

    public static LayerFunction of(Activation activation) {
        return new LayerFunction() {
            @Override
            public Value apply(Lowering g, Value x) {
                return g.add(new Elementwise(activation), x);
            }

            @Override
            public boolean isElementwise() {
                return activation.isElementwise();
            }

            @Override
            public Activation activation() {
                return activation;
            }
        };
    }

    private static LayerFunction layer(KerasLayer layer) {
        return new LayerFunction() {
            @Override
            public Value apply(Lowering g, Value x) {
                return g.call(layer, Call.of(List.of(KerasTensor.of(x)))).get(0).value();
            }

            @Override
            public boolean hasWeights() {
                return layer instanceof LayerFunction function && function.hasWeights();
            }

            @Override
            public Activation activation(Shape sample) {
                return layer instanceof LayerFunction function ? function.activation(sample) : activation();
            }

            @Override
            public Activation activation() {
                if (layer instanceof LayerFunction function) {
                    return function.activation();
                }
                throw new UnsupportedModelException(
                        "its activation " + layer.config().className() + " cannot be used inside a recurrent cell");
            }
        };
    }

    /** The first half of the last axis times the sigmoid of the second. */
    private static Value glu(Lowering g, Value x) {
        int axis = x.shape().rank() - 1;
        int length = x.shape().length(axis);
        if (length % 2 != 0) {
            throw new IllegalArgumentException("glu needs an even last axis, got the shape " + x.shape());
        }
        Value first = g.add(new Slice(axis, 0, length / 2, 1), x);
        Value second = g.add(new Slice(axis, length / 2, Slice.END, 1), x);
        Value gate = Numbers.unary(g, Unary.SIGMOID, second);
        return g.add(new Combine(Binary.MULTIPLY), first, gate);
    }
}
