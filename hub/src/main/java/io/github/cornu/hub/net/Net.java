package io.github.cornu.hub.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A functional model that is being built, as Keras's functional API does it: inputs, layers that are called, outputs.
 * Its {@link #config} is that of Keras 3, with the layers in the order in which Keras has them, which the paths of
 * weights in a file depend on.
 */
public final class Net {
    private static final String INPUT = "InputLayer";
    private static final String WHOLE_NUMBERS = "int32";

    private final Map<String, Layer> layers = new LinkedHashMap<>();
    /** By the names that Keras sorts. */
    private final Map<String, Ref> inputs = new TreeMap<>();

    private final Map<String, Ref> outputs = new TreeMap<>();
    private final Map<String, Ref> levels = new TreeMap<>();
    /** The model that this one is a part of; null if it is whole. */
    private Net whole;
    /** Of its layers; null: float32. */
    private Map<String, Object> type;

    /** A layer that may be called. */
    public final class Layer {
        private final String className;
        private final String name;
        private final Map<String, ?> config;
        private final List<Map<String, Object>> calls = new ArrayList<>();
        private final List<List<Ref>> parents = new ArrayList<>();

        private Layer(String className, String name, Map<String, ?> config) {
            this.className = className;
            this.name = name;
            this.config = config;
        }

        /** Calls it with tensors by position. */
        public Ref call(Ref... arguments) {
            return call(List.of(arguments), Map.of());
        }

        /** Calls it with one tensor, and others by name. */
        public Ref call(Ref argument, Map<String, ?> keywords) {
            return call(List.of(argument), keywords);
        }

        /** Calls it with a list of tensors, as layers that merge several are. */
        public Ref merge(Ref... arguments) {
            return call(List.of(List.of(arguments)), Map.of());
        }

        /**
         * Calls it.
         *
         * @param arguments by position: tensors, lists and maps of these, texts, numbers and booleans
         * @param keywords by name, alike
         * @return the first output
         */
        public Ref call(List<?> arguments, Map<String, ?> keywords) {
            List<Ref> tensors = new ArrayList<>();
            Map<String, ?> sorted = new TreeMap<>(keywords);
            collect(arguments, tensors);
            collect(sorted, tensors);
            parents.add(tensors);
            calls.add(Map.of("args", written(arguments), "kwargs", written(sorted)));
            return new Ref(name, calls.size() - 1, 0);
        }

        /** Of a model that has it and does not call it. */
        private Map<String, Object> uncalled() {
            Map<String, Object> json = json();
            json.put("inbound_nodes", List.of());
            return json;
        }

        private Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            Map<String, Object> named = new LinkedHashMap<>(config);
            named.put("name", name);
            if (type != null && !className.equals(INPUT)) {
                named.putIfAbsent("dtype", type);
            }
            // Without it, Add and the like are functions of keras.ops.
            named.put("trainable", true);
            json.put("class_name", className);
            json.put("name", name);
            json.put("config", named);
            json.put("inbound_nodes", className.equals(INPUT) ? List.of() : calls);
            return json;
        }
    }

    private static void collect(Object value, List<Ref> tensors) {
        if (value instanceof Ref tensor) {
            tensors.add(tensor);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, tensors));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, tensors));
        }
    }

    /** A value of a call as Keras 3 writes it. */
    private static Object written(Object value) {
        if (value instanceof Ref tensor) {
            List<Object> history = List.of(tensor.layer(), tensor.node(), tensor.tensor());
            return Map.of("class_name", "__keras_tensor__", "config", Map.of("keras_history", history));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Net::written).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> json = new LinkedHashMap<>();
            map.forEach((key, item) -> json.put((String) key, written(item)));
            return json;
        }
        return value;
    }

    /**
     * Gives all layers a {@code dtype}, see {@link Args#quantizedType}.
     *
     * @param dtype null to leave all in float32
     */
    public void type(Map<String, Object> dtype) {
        type = dtype;
        if (whole != null) {
            whole.type = dtype;
        }
    }

    /** An input of whole numbers, (batch, steps). */
    public Ref tokens(String name) {
        List<Integer> shape = new ArrayList<>();
        shape.add(null);
        shape.add(null);
        return input(name, shape, WHOLE_NUMBERS);
    }

    /**
     * An input.
     *
     * @param shape with the batch axis; null for an axis that is free
     */
    public Ref input(String name, List<Integer> shape, String type) {
        layer(INPUT, name, Map.of("batch_shape", shape, "dtype", type)).parents.add(List.of());
        Ref input = new Ref(name, 0, 0);
        inputs.put(name, input);
        return input;
    }

    /** The inputs by name, sorted as Keras does. */
    public Map<String, Ref> inputs() {
        return inputs;
    }

    /**
     * Calls another model with inputs of this one that are as its own are.
     *
     * @param config of the other model, as a file has it
     * @return its outputs by name
     */
    public Map<String, Ref> nest(Net other, String className, String name, Map<String, ?> config) {
        Map<String, Ref> given = new TreeMap<>();
        other.inputs.keySet().forEach(input -> given.put(input, like(other.layers.get(input))));
        Ref first = layer(className, name, config).call(List.of(given), Map.of());
        Map<String, Ref> results = new LinkedHashMap<>();
        other.outputs.keySet().forEach(output -> results.put(output, first.output(results.size())));
        return results;
    }

    /** The input that is as the one of another model; it is made if it is not there. */
    private Ref like(Layer input) {
        if (!inputs.containsKey(input.name)) {
            layer(INPUT, input.name, input.config).parents.add(List.of());
            inputs.put(input.name, new Ref(input.name, 0, 0));
        }
        return inputs.get(input.name);
    }

    /**
     * Declares a layer.
     *
     * @param className of Keras, or {@code keras_hub>Name}
     * @param config what Keras has a default for may be left out
     * @throws IllegalArgumentException if there is one of that name
     */
    public Layer layer(String className, String name, Map<String, ?> config) {
        Layer layer = new Layer(className, name, config);
        if (layers.put(name, layer) != null) {
            throw new IllegalArgumentException("two layers have the name '" + name + "'");
        }
        return layer;
    }

    /** The only output. */
    public Net output(Ref output) {
        return output("", output);
    }

    /** An output by name: a model has these, or one without. */
    public Net output(String name, Ref output) {
        outputs.put(name, output);
        return this;
    }

    /** Names an inner tensor as a level of the pyramid that models around this one may take. */
    public void level(String name, Ref x) {
        levels.put(name, x);
    }

    /** The names of the levels of its pyramid; none if it has no pyramid. */
    public Set<String> levels() {
        return levels.keySet();
    }

    /** Makes the levels of its pyramid the outputs, in place of those that it has. */
    public Net pyramid() {
        outputs.clear();
        outputs.putAll(levels);
        return this;
    }

    /**
     * Makes this a part of another model, whose file has the weights: it has the layers of that one in its order, those
     * that are not called here among them.
     */
    public Net partOf(Net other) {
        whole = other;
        return this;
    }

    private List<String> order() {
        Map<String, List<List<Ref>>> parents = new LinkedHashMap<>();
        layers.forEach((name, layer) -> parents.put(name, layer.parents));
        return LayerOrder.of(parents, inputs.values(), outputs.values());
    }

    /** The config of the model, but for its name. */
    public Map<String, Object> config() {
        List<Object> sorted = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(whole == null ? List.of() : whole.order());
        names.addAll(order());
        for (String name : names) {
            sorted.add(
                    layers.containsKey(name)
                            ? layers.get(name).json()
                            : whole.layers.get(name).uncalled());
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("layers", sorted);
        config.put("input_layers", ends(inputs));
        config.put("output_layers", ends(outputs));
        return config;
    }

    private static Object ends(Map<String, Ref> ends) {
        Map<String, Object> json = new LinkedHashMap<>();
        ends.forEach((name, end) -> json.put(name, List.of(end.layer(), end.node(), end.tensor())));
        return ends.containsKey("") ? json.get("") : json;
    }
}
