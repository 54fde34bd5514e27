package io.github.cornu.importer.layer.operation.registry;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.operation.OperationEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The functions of {@code keras.ops}, of TensorFlow and of TensorFlow's graphs that can be imported. Each has a line in
 * its family's class: what it does, and its signature in each of the three languages.
 */
public final class OperationRegistry {
    private static final String TENSORFLOW = "tf.";
    private static final String NODE = "node.";

    private OperationRegistry() {}

    /** The classes of {@code keras.ops}, by family. */
    public static Map<String, Set<String>> keras() {
        return names("");
    }

    /** The functions of TensorFlow, without the names of its modules, by family. */
    public static Map<String, Set<String>> tensorFlow() {
        return names(TENSORFLOW);
    }

    /** The operations of TensorFlow's graphs, by family. */
    public static Map<String, Set<String>> nodes() {
        return names(NODE);
    }

    private static Map<String, Set<String>> names(String language) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (OperationFamily family : OperationFamily.values()) {
            Set<String> own = new TreeSet<>();
            for (String name : family.entries().keySet()) {
                boolean keras = !name.startsWith(TENSORFLOW) && !name.startsWith(NODE);
                if (language.isEmpty() ? keras : name.startsWith(language)) {
                    own.add(name.substring(language.length()));
                }
            }
            names.put(family.title(), own);
        }
        return names;
    }

    /** The functions of {@code keras.ops} that cannot be imported: classes, joined by spaces, by the reason. */
    public static Map<String, String> refused() {
        return RefusedOperations.all();
    }

    /** The functions of TensorFlow that cannot be imported, without their modules, joined by spaces, by the reason. */
    public static Map<String, String> refusedFunctions() {
        return RefusedOperations.functions();
    }

    /** True for the names of functions of {@code keras.ops}, those too that cannot be imported. */
    public static boolean isOperation(LayerConfig config) {
        return find(config.className()) != null || RefusedOperations.reason(config.className()) != null;
    }

    private static OperationEntry find(String name) {
        for (OperationFamily family : OperationFamily.values()) {
            OperationEntry entry = family.entries().get(name);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    /** A function of {@code keras.ops}. */
    public static OperationEntry keras(String className) {
        OperationEntry entry = find(className);
        if (entry == null) {
            throw new UnsupportedModelException(
                    "this operation is not supported: " + RefusedOperations.reason(className));
        }
        return entry;
    }

    /** A function of TensorFlow, named as in {@code math.multiply} or {@code compat.v1.transpose}. */
    public static OperationEntry tensorFlow(String function) {
        Pattern modules = Pattern.compile(
                "^(compat\\.v[12]\\.)?((math|nn|linalg|bitwise|dtypes|quantization|__operators__|keras\\.backend)\\.)?");
        String name = modules.matcher(function).replaceFirst("");
        OperationEntry entry = find(TENSORFLOW + name);
        if (entry == null) {
            String reason = RefusedOperations.functionReason(name);
            throw new UnsupportedModelException(
                    "the function tf." + function + " is not supported" + (reason == null ? "" : ": " + reason));
        }
        return entry;
    }

    /** An operation of TensorFlow's graphs. */
    public static OperationEntry node(String operation) {
        OperationEntry entry = find(NODE + operation);
        if (entry == null) {
            throw new UnsupportedModelException("TensorFlow's operation " + operation + " is not supported");
        }
        return entry;
    }

    /** Runs a function on the arguments of a call. */
    public static List<KerasTensor> apply(
            Lowering g, OperationEntry entry, List<Object> positional, Map<String, Object> named) {
        Arguments arguments = new Arguments(
                entry.names(),
                entry.signature().parameters(),
                positional,
                named,
                g.writer().isKeras3());
        if (!entry.takesComplex() && new Call(positional, named).hasType(NumberType.COMPLEX)) {
            throw new UnsupportedModelException("complex numbers, of which it would have to give others");
        }
        List<KerasTensor> results = entry.operation().apply(g, arguments);
        arguments.rejectUnread();
        return results;
    }
}
