package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of a call of a function, by the names that the function has for them. What nobody reads is refused by
 * {@link #rejectUnread}, as are tensors of types that are not computed.
 */
public final class Arguments {
    /** Options that have no influence on the result. */
    private static final Set<String> HARMLESS = Set.of(
            "name",
            "validate_indices",
            "use_cudnn_on_gpu",
            "sorted",
            "stable",
            "synchronized",
            "flash_attention",
            "assume_unique",
            "partition_strategy",
            "method_name");

    private final List<String> names;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Object> others = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();
    /** Those with a value or null. */
    private final Set<String> given = new HashSet<>();

    private final boolean keras3;

    /**
     * @param names what the function calls its parameters
     * @param spelled what the file calls them, in the same order
     * @param positional arguments by position
     * @param named arguments and options by the file's names
     */
    public Arguments(
            List<String> names,
            List<String> spelled,
            List<Object> positional,
            Map<String, Object> named,
            boolean keras3) {
        this.names = names;
        this.keras3 = keras3;
        if (!names.isEmpty() && names.get(0).startsWith("*")) {
            values.put(names.get(0).substring(1), positional);
        } else {
            if (positional.size() > names.size()) {
                throw new IllegalArgumentException(
                        "it is called with " + positional.size() + " arguments, expected " + names.size() + " at most");
            }
            for (int i = 0; i < positional.size(); i++) {
                values.put(names.get(i), positional.get(i));
                given.add(names.get(i));
            }
        }
        named.forEach((key, value) -> {
            int place = spelled.indexOf(key);
            if (place >= 0) {
                given.add(names.get(place));
            }
            if (place < 0) {
                others.put(key, value);
            } else if (value != null) {
                values.put(names.get(place), value);
            }
        });
    }

    /** Whether Keras 3 wrote the call; then numbers of different types may meet. */
    public boolean isKeras3() {
        return keras3;
    }

    /** The name of a parameter. */
    public String name(int place) {
        String name = names.get(place);
        return name.startsWith("*") ? name.substring(1) : name;
    }

    /** The value as it is, or null. */
    public Object get(String name) {
        read.add(name);
        return values.get(name);
    }

    /** Whether there is a value, which may be null. */
    public boolean isGiven(String name) {
        read.add(name);
        return given.contains(name);
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    private Object require(String name) {
        Object value = get(name);
        if (value == null) {
            throw new IllegalArgumentException("the argument '" + name + "' is missing");
        }
        return value;
    }

    private static IllegalArgumentException wrong(String name, String expected, Object value) {
        return new IllegalArgumentException("'" + name + "' is " + shown(value) + ", expected " + expected);
    }

    private static String shown(Object value) {
        if (value instanceof KerasTensor tensor) {
            return "a tensor of shape " + tensor.shape();
        }
        boolean tensors = value instanceof List<?> list && list.stream().anyMatch(KerasTensor.class::isInstance);
        return tensors ? "a list of tensors" : String.valueOf(value);
    }

    /** A tensor, or an array that is known. */
    public KerasTensor operand(String name) {
        KerasTensor operand = operandOf(require(name));
        if (operand == null) {
            throw wrong(name, "a tensor or numbers", get(name));
        }
        return operand;
    }

    private static KerasTensor operandOf(Object value) {
        Object only = value instanceof List<?> list && list.size() == 1 && list.get(0) instanceof KerasTensor
                ? list.get(0)
                : value;
        if (only instanceof KerasTensor tensor) {
            return checked(tensor);
        }
        KnownArray array = KnownArray.of(value);
        return array == null ? null : KerasTensor.of(array);
    }

    private static KerasTensor checked(KerasTensor tensor) {
        if (tensor.type() == NumberType.OTHER) {
            throw new UnsupportedModelException("it computes in complex numbers");
        }
        return tensor;
    }

    /** A tensor whose elements are known only when the model runs, or constants as a part of the graph. */
    public KerasTensor tensor(Lowering g, String name) {
        return tensor(g, operand(name));
    }

    public static KerasTensor tensor(Lowering g, KerasTensor operand) {
        return operand.value() != null
                ? operand
                : KerasTensor.of(operand.known().add(g), operand.type());
    }

    /** A list of tensors and constants; a single one is a list of one. */
    public List<KerasTensor> operands(String name) {
        Object value = require(name);
        List<KerasTensor> operands = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            KerasTensor operand = operandOf(item);
            if (operand == null) {
                throw wrong(name, "tensors", value);
            }
            operands.add(operand);
        }
        return operands;
    }

    /** An array that is known, or null if the argument is missing or a tensor. */
    public KnownArray known(String name) {
        return KnownArray.of(get(name));
    }

    /** An array that is known. */
    public KnownArray requireKnown(String name) {
        KnownArray array = known(name);
        if (array == null) {
            Object value = require(name);
            if (value instanceof KerasTensor) {
                throw new UnsupportedModelException("its argument '" + name + "' is computed when the model runs");
            }
            throw wrong(name, "numbers", value);
        }
        return array;
    }

    public int integer(String name) {
        return requireKnown(name).typed(NumberType.INT32).integers()[0];
    }

    public int integer(String name, int otherwise) {
        return has(name) ? integer(name) : otherwise;
    }

    public double number(String name, double otherwise) {
        return has(name) ? requireKnown(name).number() : otherwise;
    }

    public boolean bool(String name, boolean otherwise) {
        return has(name) ? requireKnown(name).number() != 0 : otherwise;
    }

    /** An integer under a name that the function does not have, or null. */
    public Integer other(String name) {
        if (others.containsKey(name)) {
            values.put(name, others.remove(name));
        }
        return has(name) ? integer(name) : null;
    }

    /** Integers, a single one too; null if there are none. */
    public List<Integer> integers(String name) {
        if (!has(name)) {
            return null;
        }
        List<Integer> integers = new ArrayList<>();
        for (int number : requireKnown(name).integers()) {
            integers.add(number);
        }
        return integers;
    }

    /** Integers, which must be there. */
    public List<Integer> requireIntegers(String name) {
        require(name);
        return integers(name);
    }

    public String string(String name, String otherwise) {
        Object value = get(name);
        if (value != null && !(value instanceof String)) {
            throw wrong(name, "a text", value);
        }
        return value == null ? otherwise : (String) value;
    }

    /** The type that an argument names, or another. */
    public NumberType type(String name, NumberType otherwise) {
        String type = string(name, null);
        NumberType named = type == null ? otherwise : NumberType.of(type);
        if (named == NumberType.HALF || named == NumberType.TEXT || named == NumberType.OTHER) {
            throw new UnsupportedModelException("the number type " + type);
        }
        return named;
    }

    /**
     * Refuses arguments that are not known.
     *
     * @throws UnsupportedModelException if there is an argument that nobody has read
     */
    public void rejectUnread() {
        Map<String, Object> all = new LinkedHashMap<>(others);
        all.putAll(values);
        all.forEach((name, value) -> {
            boolean known = read.contains(name) && values.containsKey(name);
            if (value != null && !Boolean.FALSE.equals(value) && !known && !HARMLESS.contains(name)) {
                throw new UnsupportedModelException("it is called with the unknown argument '" + name + "'");
            }
        });
    }
}
