package io.github.cornu.importer.custom;

import io.github.cornu.op.Activation;
import io.github.cornu.op.custom.JavaTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Implementations in Java of what is not Keras's own: layer classes, cells of recurrent layers, models of classes of
 * their own, Lambda layers, activation functions, functions of texts. Nothing of it is in a model's file but names and
 * weights. Immutable: each method returns a new object, which may be used for any number of models. Names that a model
 * does not have are ignored.
 *
 * <pre>{@code
 * CustomObjects custom = CustomObjects.none()
 *         .registerActivation("cube", call -> call.add(JavaFunction.ofElements(x -> x * x * x), call.input()))
 *         .register("Scale", layer -> {
 *             CustomWeight scale = layer.weight("scale");
 *             return call -> call.add(new Combine(Binary.MULTIPLY), call.input(), call.add(new Constant(scale)));
 *         });
 * Model model = KerasModels.load(Path.of("model.keras"), custom);
 * }</pre>
 *
 * <p>Layer classes and functions are called {@code package>Name} where Python registered them with
 * {@code register_keras_serializable}. A name without package stands for that name in any package, and for classes that
 * were not registered. Registered names go before those of Keras.
 */
public final class CustomObjects {
    private static final CustomObjects NONE = new CustomObjects(Map.of(), List.of(), List.of());

    /** By the type of what is registered, then by name. The class of Keras that a subclass computes is a String. */
    private final Map<Class<?>, Map<String, Object>> named;

    private final List<CustomFinder> finders;
    private final List<CustomModelFinder> modelFinders;

    private CustomObjects(
            Map<Class<?>, Map<String, Object>> named,
            List<CustomFinder> finders,
            List<CustomModelFinder> modelFinders) {
        this.named = Map.copyOf(named);
        this.finders = List.copyOf(finders);
        this.modelFinders = List.copyOf(modelFinders);
    }

    /** No custom objects. */
    public static CustomObjects none() {
        return NONE;
    }

    /**
     * These and a layer class.
     *
     * @param className {@code package>Name} or {@code Name}
     * @throws IllegalArgumentException if it is registered already
     */
    public CustomObjects register(String className, CustomLayer implementation) {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(implementation, "implementation");
        return with(CustomLayer.class, className, implementation);
    }

    /**
     * These and a class of cells, for {@code keras.layers.RNN} and {@code StackedRNNCells}.
     *
     * @param className {@code package>Name} or {@code Name}
     * @throws IllegalArgumentException if it is registered already
     */
    public CustomObjects registerCell(String className, CustomCell implementation) {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(implementation, "implementation");
        return with(CustomCell.class, className, implementation);
    }

    /**
     * These and a class of models, a subclass of {@code keras.Model} whose {@code call} is Python code; for the model
     * in a file, and for those inside others.
     *
     * @param className {@code package>Name} or {@code Name}
     * @throws IllegalArgumentException if it is registered already
     */
    public CustomObjects registerModel(String className, CustomModel implementation) {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(implementation, "implementation");
        return with(CustomModel.class, className, implementation);
    }

    /**
     * These and a class that computes at inference what one of Keras's does, and has its config: a model of the
     * functional API with a {@code train_step} of its own for instance.
     *
     * @param className {@code package>Name} or {@code Name}
     * @param kerasClass for instance {@code Functional}, {@code Sequential} or {@code Dense}
     * @throws IllegalArgumentException if it is registered already
     */
    public CustomObjects registerSubclass(String className, String kerasClass) {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(kerasClass, "kerasClass");
        return with(String.class, className, kerasClass);
    }

    /**
     * These and what one Lambda layer computes.
     *
     * @param layerName the name of the layer in the model
     * @throws IllegalArgumentException if it is registered already
     */
    public CustomObjects registerLambda(String layerName, CustomFunction function) {
        Objects.requireNonNull(layerName, "layerName");
        Objects.requireNonNull(function, "function");
        return with(CustomFunction.class, layerName, function);
    }

    /**
     * These and an activation function. Recurrent layers cannot apply it inside; see the other method.
     *
     * @param name {@code package>name} or {@code name}
     * @throws IllegalArgumentException if it is registered already
     */
    public CustomObjects registerActivation(String name, CustomFunction function) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
        return with(CustomActivation.class, name, new CustomActivation(function, null));
    }

    /**
     * These and an activation function that is one of the runtime's, with other parameters, for instance
     * {@code Activation.of(Unary.LEAKY_RELU, 0.15f, 0f, 0f)}. Recurrent layers can apply it too.
     *
     * @param name {@code package>name} or {@code name}
     * @throws IllegalArgumentException if it is registered already
     */
    public CustomObjects registerActivation(String name, Activation activation) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(activation, "activation");
        return with(CustomActivation.class, name, new CustomActivation(null, activation));
    }

    /**
     * These and a function of texts, which {@code standardize} or {@code split} of a {@code TextVectorization} names.
     *
     * @param name {@code package>name} or {@code name}
     * @throws IllegalArgumentException if it is registered already
     */
    public CustomObjects registerTexts(String name, JavaTexts function) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
        return with(JavaTexts.class, name, function);
    }

    /**
     * These and all layer classes that a finder knows. It is asked for what is not registered here by name, after
     * finders that were registered before it, and goes before Keras too.
     */
    public CustomObjects registerFinder(CustomFinder finder) {
        List<CustomFinder> more = new ArrayList<>(finders);
        more.add(Objects.requireNonNull(finder, "finder"));
        return new CustomObjects(named, more, modelFinders);
    }

    /**
     * These and all model classes that a finder knows, for files that hold a constructor's arguments in place of
     * layers. It is asked for what no other finder and no name here knows.
     */
    public CustomObjects registerModelFinder(CustomModelFinder finder) {
        List<CustomModelFinder> more = new ArrayList<>(modelFinders);
        more.add(Objects.requireNonNull(finder, "finder"));
        return new CustomObjects(named, finders, more);
    }

    private <T> CustomObjects with(Class<T> kind, String name, T value) {
        Map<String, Object> larger = new TreeMap<>(ofKind(kind));
        if (larger.put(name, value) != null) {
            throw new IllegalArgumentException("'" + name + "' is registered already");
        }
        Map<Class<?>, Map<String, Object>> more = new HashMap<>(named);
        more.put(kind, Map.copyOf(larger));
        return new CustomObjects(more, finders, modelFinders);
    }

    private Map<String, Object> ofKind(Class<?> kind) {
        return named.getOrDefault(kind, Map.of());
    }

    /** By its whole name, else by that without the package. */
    private <T> T find(Class<T> kind, String name) {
        Map<String, Object> known = ofKind(kind);
        Object exact = known.get(name);
        return kind.cast(exact != null ? exact : known.get(name.substring(name.lastIndexOf('>') + 1)));
    }

    /** The implementation of a layer class that is registered by name, or null. */
    public CustomLayer layer(String className) {
        Objects.requireNonNull(className, "className");
        return find(CustomLayer.class, className);
    }

    /**
     * The implementation of a layer that is not registered by name: what the first finder gives that knows it, or null.
     *
     * @throws IllegalArgumentException if a finder refuses it
     */
    public CustomLayer found(String className, CustomConfig config) {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(config, "config");
        for (CustomFinder finder : finders) {
            CustomLayer layer = finder.find(className, config);
            if (layer != null) {
                return layer;
            }
        }
        return null;
    }

    /**
     * The config of a functional model in place of a model class: what the first finder gives that knows it, or null.
     *
     * @throws IllegalArgumentException if a finder refuses it
     */
    public Map<String, ?> functionalConfig(String className, CustomConfig config) {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(config, "config");
        for (CustomModelFinder finder : modelFinders) {
            Map<String, ?> model = finder.find(className, config);
            if (model != null) {
                return model;
            }
        }
        return null;
    }

    /** The implementation of a class of cells, or null. */
    public CustomCell cell(String className) {
        Objects.requireNonNull(className, "className");
        return find(CustomCell.class, className);
    }

    /** The implementation of a class of models, or null. */
    public CustomModel model(String className) {
        Objects.requireNonNull(className, "className");
        return find(CustomModel.class, className);
    }

    /** The class of Keras that computes what a class does, or null. */
    public String kerasClass(String className) {
        Objects.requireNonNull(className, "className");
        return find(String.class, className);
    }

    /** What a Lambda layer computes, or null. */
    public CustomFunction lambda(String layerName) {
        Objects.requireNonNull(layerName, "layerName");
        return (CustomFunction) ofKind(CustomFunction.class).get(layerName);
    }

    /** An activation function, or null. */
    public CustomActivation activation(String name) {
        Objects.requireNonNull(name, "name");
        return find(CustomActivation.class, name);
    }

    /** A function of texts, or null. */
    public JavaTexts texts(String name) {
        Objects.requireNonNull(name, "name");
        return find(JavaTexts.class, name);
    }

    /**
     * A custom activation function.
     *
     * @param function what it computes; null if {@code activation} is there
     * @param activation as one of the runtime's, or null
     */
    public record CustomActivation(CustomFunction function, Activation activation) {}
}
