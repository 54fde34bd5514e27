package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The arguments of one call of a layer: a {@link KerasTensor}, a list, a map, or a plain value each. It notes which
 * keywords are read.
 */
public final class Call {
    private static final Set<String> HARMLESS = Set.of("training", "mask", "name");

    /** What Keras 3 calls the first parameter of its layers, but for attention, whose parameters have names. */
    private static final List<String> FIRST = List.of("inputs", "sequences", "sequence", "x");

    private final List<Object> arguments;
    private final Map<String, Object> keywords;
    /** Where constants are added; null before the call is made. */
    private final Lowering graph;

    private final Set<String> read = new HashSet<>();

    /** A call with arguments by position and by name. */
    public Call(List<Object> arguments, Map<String, Object> keywords) {
        this(arguments, keywords, null);
    }

    private Call(List<Object> arguments, Map<String, Object> keywords, Lowering graph) {
        this.arguments = arguments;
        this.keywords = keywords;
        this.graph = graph;
    }

    /** A call with tensors only. */
    public static Call of(List<KerasTensor> tensors) {
        return new Call(List.of(tensors.size() == 1 ? tensors.get(0) : List.copyOf(tensors)), Map.of());
    }

    /** This call with what Keras 3 was given under the name of the first parameter of a layer as the first argument. */
    Call positional() {
        for (String name : arguments.isEmpty() ? FIRST : List.<String>of()) {
            if (keywords.containsKey(name)) {
                Map<String, Object> named = new LinkedHashMap<>(keywords);
                return new Call(Collections.singletonList(named.remove(name)), named, graph);
            }
        }
        return this;
    }

    /** This call with tensors that carry no masks in the place of some. */
    Call without(Set<Value> unmasked) {
        return unmasked.isEmpty()
                ? this
                : map(tensor -> unmasked.contains(tensor.value()) ? tensor.withMask(null) : tensor);
    }

    /** The same call with other tensors. */
    Call map(UnaryOperator<KerasTensor> change) {
        Map<String, Object> named = new LinkedHashMap<>();
        keywords.forEach((name, value) -> named.put(name, map(value, change)));
        List<Object> positional = new ArrayList<>();
        arguments.forEach(argument -> positional.add(map(argument, change)));
        return new Call(positional, named, graph);
    }

    private static Object map(Object argument, UnaryOperator<KerasTensor> change) {
        if (argument instanceof KerasTensor tensor) {
            return change.apply(tensor);
        }
        if (argument instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(map(item, change)));
            return items;
        }
        if (argument instanceof Map<?, ?> map) {
            Map<Object, Object> items = new LinkedHashMap<>();
            map.forEach((key, item) -> items.put(key, map(item, change)));
            return items;
        }
        return argument;
    }

    /** Whether one of the arguments is one of these. */
    boolean has(Predicate<Value> values) {
        return hasTensor(tensor -> tensor.value() != null && values.test(tensor.value()));
    }

    /** Whether one of the arguments is of a type. */
    public boolean hasType(NumberType type) {
        return hasTensor(tensor -> tensor.type() == type);
    }

    boolean hasTensor(Predicate<KerasTensor> tensors) {
        return hasTensor(tensors, arguments) || hasTensor(tensors, keywords);
    }

    private static boolean hasTensor(Predicate<KerasTensor> tensors, Object argument) {
        if (argument instanceof List<?> list) {
            return list.stream().anyMatch(item -> hasTensor(tensors, item));
        }
        if (argument instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(item -> hasTensor(tensors, item));
        }
        return argument instanceof KerasTensor tensor && tensors.test(tensor);
    }

    /**
     * This call with constants of the graph in the place of arrays that are known. Keras 3 says of an array that it is
     * one; Keras 2 writes plain lists, which are arrays where they are among tensors, and where a layer asks for
     * tensors by name.
     */
    Call withTensors(Lowering g) {
        List<Object> tensors = new ArrayList<>();
        arguments.forEach(argument -> tensors.add(withTensors(g, argument)));
        Map<String, Object> named = new LinkedHashMap<>();
        keywords.forEach((name, value) -> named.put(name, withTensors(g, value)));
        return new Call(tensors, named, g);
    }

    private static Object withTensors(Lowering g, Object value) {
        if (value instanceof KerasTensor tensor) {
            return Arguments.tensor(g, tensor);
        }
        if (value instanceof Map<?, ?>) {
            KnownArray array = KnownArray.of(value);
            return array == null ? value : constant(g, array);
        }
        if (!(value instanceof List<?> list)) {
            return value;
        }
        boolean amongTensors = list.stream().anyMatch(KerasTensor.class::isInstance);
        List<Object> tensors = new ArrayList<>();
        for (Object item : list) {
            KnownArray array = amongTensors ? KnownArray.of(item) : null;
            if (array != null && !array.isForAnySamples(g)) {
                throw new UnsupportedModelException(
                        "its constant of shape " + array.shape() + " has no axis for samples");
            }
            tensors.add(array == null ? withTensors(g, item) : constant(g, array));
        }
        return tensors;
    }

    private static KerasTensor constant(Lowering g, KnownArray array) {
        return KerasTensor.of(array.add(g), array.type());
    }

    /** A tensor, or numbers in lists as a constant; null for null. */
    private KerasTensor tensorOf(String name, Object value) {
        if (value == null || value instanceof KerasTensor) {
            return (KerasTensor) value;
        }
        if (value instanceof List<?> list && list.stream().allMatch(Objects::isNull)) {
            return null;
        }
        if (value instanceof List<?> list && list.size() == 1 && list.get(0) instanceof KerasTensor tensor) {
            return tensor;
        }
        KnownArray array = value instanceof List<?> && graph != null ? KnownArray.of(value) : null;
        if (array == null) {
            throw new UnsupportedModelException("it is called with a '" + name + "' that is no tensor");
        }
        return constant(graph, array);
    }

    /** The only tensor. */
    public KerasTensor tensor() {
        List<KerasTensor> tensors = tensors();
        if (tensors.size() != 1) {
            throw new IllegalArgumentException("expected one input, got " + tensors.size());
        }
        return tensors.get(0);
    }

    /** All tensors given by position, in order. */
    public List<KerasTensor> tensors() {
        List<KerasTensor> tensors = new ArrayList<>();
        for (Object argument : arguments) {
            collect(argument, tensors);
        }
        return tensors;
    }

    private static void collect(Object argument, List<KerasTensor> tensors) {
        if (argument instanceof KerasTensor tensor) {
            tensors.add(tensor);
        } else if (argument instanceof List<?> list) {
            list.forEach(item -> collect(item, tensors));
        } else if (argument instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, tensors));
        } else if (argument != null) {
            throw new IllegalArgumentException("expected tensors, got " + argument);
        }
    }

    /** Arguments by position, as they are. */
    public List<Object> arguments() {
        return arguments;
    }

    /**
     * Refuses further arguments by position, whose meaning depends on the layer.
     *
     * @throws UnsupportedModelException if there are more than so many, and one of these is not null
     */
    public void rejectAfter(int count) {
        if (arguments.stream().skip(count).anyMatch(Objects::nonNull)) {
            throw new UnsupportedModelException("it is called with more than " + count + " arguments by position");
        }
    }

    /** All arguments by name; they count as read. */
    public Map<String, Object> keywords() {
        read.addAll(keywords.keySet());
        return keywords;
    }

    /** A keyword's value, or null. */
    public Object keyword(String name) {
        read.add(name);
        return keywords.get(name);
    }

    /**
     * A flag given by keyword; false if it is missing.
     *
     * @throws UnsupportedModelException if it is no flag
     */
    public boolean flag(String name) {
        Object value = keyword(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new UnsupportedModelException("it is called with '" + name + "' = " + value);
    }

    /** The tensor given for a keyword; null if it is missing. */
    public KerasTensor keywordTensor(String name) {
        return tensorOf(name, keyword(name));
    }

    /** The tensors given for a keyword: one, or a list of them; none if it is missing or null. */
    public List<KerasTensor> keywordTensors(String name) {
        List<KerasTensor> tensors = new ArrayList<>();
        if (keyword(name) instanceof List<?> list && KnownArray.of(list) != null) {
            list.forEach(item -> tensors.add(tensorOf(name, item)));
        } else {
            collect(keyword(name), tensors);
        }
        return tensors;
    }

    /** The mask of the only tensor: the one given by keyword, else the one it carries; null: none. */
    public Value mask() {
        KerasTensor given = keywordTensor("mask");
        return given == null ? tensor().mask() : given.value();
    }

    /**
     * The masks of all tensors: a list given by keyword, else what they carry; null for a tensor without.
     */
    public List<Value> masks() {
        Object given = keyword("mask");
        List<Value> masks = new ArrayList<>();
        if (given instanceof List<?> list) {
            for (Object item : list) {
                KerasTensor mask = tensorOf("mask", item);
                masks.add(mask == null ? null : mask.value());
            }
            return masks;
        }
        tensors().forEach(tensor -> masks.add(tensor.mask()));
        return masks;
    }

    /**
     * Refuses keywords that are not known.
     *
     * @throws UnsupportedModelException if the call has a keyword that nobody has read
     */
    void rejectUnread() {
        keywords.forEach((name, value) -> {
            if (value != null && !read.contains(name) && !HARMLESS.contains(name)) {
                throw new UnsupportedModelException("it is called with the unknown argument '" + name + "'");
            }
        });
    }
}
