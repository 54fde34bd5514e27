package io.github.cornu.importer.custom;

import io.github.cornu.tensor.Weight;
import java.util.function.UnaryOperator;

/** A layer inside a custom layer, or a part of it, for {@link CustomCall#apply}. */
public interface CustomInnerLayer {
    /** The attribute of the Python object that has it; the class of a part. */
    String attribute();

    /**
     * Makes the layer compute with other values than those in the file.
     *
     * @param weight its name in Keras, for instance {@code kernel}; of a layer further inside, behind the attributes
     *     that lead there, for instance {@code cell/kernel}
     * @param change gives the values for those in the file, of the same shape; it is called when a model is compiled,
     *     and may read other weights then
     * @throws IllegalArgumentException if the layer itself has no such weight
     */
    void change(String weight, UnaryOperator<Weight> change);
}
