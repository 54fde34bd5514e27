package io.github.cornu.importer.custom;

import io.github.cornu.tensor.Shape;
import java.util.Objects;

/**
 * A weight that a file has for a layer.
 *
 * @param name in HDF5 files as Python named it, without {@code :0}, for instance {@code attention/W}; in newer forms
 *     the path below the layer and the number of the variable, for instance {@code dense/0}
 * @param shape in the file
 */
public record StoredWeight(String name, Shape shape) {
    public StoredWeight {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(shape, "shape");
    }

    /** The last component of the name. */
    public String component() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
