package io.github.cornu.importer.layer.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a family puts its functions: a line each. */
public final class OperationTable {
    private final Map<String, OperationEntry> entries = new LinkedHashMap<>();

    /** The functions by name, those of TensorFlow with a prefix. */
    public Map<String, OperationEntry> entries() {
        return entries;
    }

    /**
     * A function with a single result.
     *
     * @param signatures in the languages that have it; the first one has the names that the operation uses
     */
    public void add(Operation.Single operation, String... signatures) {
        addAll((g, a) -> List.of(operation.apply(g, a)), signatures);
    }

    /** A function with several results. */
    public void addAll(Operation operation, String... signatures) {
        addAll(operation, false, false, signatures);
    }

    /** A function with a single result that takes complex numbers too. */
    public void addOfComplex(Operation.Single operation, String... signatures) {
        addAll((g, a) -> List.of(operation.apply(g, a)), true, false, signatures);
    }

    /** A function with a single result that takes texts too, whose code points are a last axis. */
    public void addOfTexts(Operation.Single operation, String... signatures) {
        addAll((g, a) -> List.of(operation.apply(g, a)), false, true, signatures);
    }

    /** A function with several results that takes texts too. */
    public void addAllOfTexts(Operation operation, String... signatures) {
        addAll(operation, false, true, signatures);
    }

    private void addAll(Operation operation, boolean takesComplex, boolean takesTexts, String... signatures) {
        List<String> names = Signature.parse(signatures[0]).parameters();
        for (String text : signatures) {
            Signature signature = Signature.parse(text);
            OperationEntry entry = new OperationEntry(operation, names, signature, takesComplex, takesTexts);
            if (entries.put(signature.name(), entry) != null) {
                throw new IllegalStateException("two lines for " + signature.name());
            }
        }
    }
}
