package io.github.cornu.importer.source;

import io.github.cornu.tensor.Weight;

/** A weight and its name in the file, for instance {@code lstm/lstm_cell/kernel:0}. */
public record NamedWeight(String name, Weight weight) {
    /** The last component of the name, without Keras's {@code :0}. */
    public String component() {
        String last = name.substring(name.lastIndexOf('/') + 1);
        int colon = last.lastIndexOf(':');
        return colon < 0 ? last : last.substring(0, colon);
    }
}
