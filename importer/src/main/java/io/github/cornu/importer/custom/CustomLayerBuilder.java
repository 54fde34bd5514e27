package io.github.cornu.importer.custom;

import java.util.List;
import java.util.Map;

/** A custom layer or cell that is being created: its config, and where it declares what it has. */
public interface CustomLayerBuilder {
    /** The layer's config. */
    CustomConfig config();

    /**
     * The major version of the Keras that wrote the file, 1 to 3: a Python class may have been written anew for a later
     * one, and compute something else.
     */
    int kerasVersion();

    /**
     * Declares a weight. Weights are declared in the order in which the Python class creates them; legacy HDF5 files
     * also have their names, the newer forms only this order.
     *
     * @param name as in Python's {@code add_weight}, for instance {@code kernel}
     */
    CustomWeight weight(String name);

    /** Declares a weight with {@code trainable=False}: files have these after all others. */
    CustomWeight nonTrainableWeight(String name);

    /**
     * Says that inputs may be complex numbers: pairs of a real and an imaginary part, along a last axis that Python's
     * shape does not have. Without it they are refused.
     */
    void takeComplex();

    /** Says that inputs may be texts; {@link CustomCall#isTexts} tells which are. Without it they are refused. */
    void takeTexts();

    /**
     * The weights that the file has for this layer and the layers inside it, in the order of the file: several Python
     * classes have the same name, and it may be that only their weights tell which one this is. Empty if it is not
     * known; that a file has the weights that were declared is checked later.
     */
    List<StoredWeight> stored();

    /**
     * Declares a layer that the Python object has in an attribute, with its weights, in the order in which the
     * attributes are set.
     *
     * @param attribute for instance {@code dense} for {@code self.dense = Dense(4)}: the path of its weights in the
     *     newer forms of file; {@code blocks/0}, {@code blocks/1} … for a list of layers, in its order
     * @param className of Keras, for instance {@code Dense}, or a registered one
     * @param config as Keras's {@code get_config} gives it, of texts, numbers, booleans, lists and maps; what Keras has
     *     a default for may be left out
     * @throws IllegalArgumentException of a cell, and if the attribute has a layer already
     */
    CustomInnerLayer inner(String attribute, String className, Map<String, ?> config);

    /**
     * Declares a layer as {@link #inner(String, String, Map)} does, whose config is in that of this one: Python's
     * {@code get_config} has put it there, as {@code keras.saving.serialize_keras_object(self.encoder)} for instance.
     *
     * @param key of the config
     * @throws IllegalArgumentException also if there is no layer at that key
     */
    CustomInnerLayer inner(String attribute, String key);

    /**
     * Declares a weight of an inner layer as one of this layer too: Python tracks a variable with every object that has
     * had it in an attribute.
     *
     * @param weight as {@link CustomInnerLayer#change} takes it
     * @param stays whether the inner layer has it in files; false where Python's code has put another tensor into the
     *     attribute of the inner layer, which does not have the variable any more then
     * @throws IllegalArgumentException if the inner layer has no such weight
     */
    void share(CustomInnerLayer inner, String weight, boolean stays);

    /**
     * Says that older files have the weights of inner layers before those of this layer: Python's class has {@code
     * trainable_weights} or {@code non_trainable_weights} of its own.
     *
     * @param trained whether that is so for weights that training changes, too
     */
    void listInnerFirst(boolean trained);

    /**
     * Says that there are files in which all weights of an inner layer that training changes are among those of this
     * layer too, in the place of this call, and others in which they are not.
     */
    void shareTrained(CustomInnerLayer inner);

    /**
     * Declares the weights of a layer as those of this one, and gives that layer: for subclasses of Keras's own, which
     * compute as these do but for something before or behind.
     *
     * @param className of Keras, for instance {@code Conv2D}
     * @param config as for {@link #inner}
     */
    CustomInnerLayer part(String className, Map<String, ?> config);
}
