package io.github.cornu.importer.custom;

import java.util.Map;

/**
 * Knows model classes whose files hold the arguments of the Python constructor in place of layers, and builds the
 * models anew. Such a model may be the one in the file, or a layer of another.
 */
@FunctionalInterface
public interface CustomModelFinder {
    /**
     * The layers of a model and how they are called.
     *
     * @param className as the file has it: {@code package>Name} where Python registered the class, else {@code Name}
     * @param config the arguments of the constructor, see {@link CustomConfig#all}; whoever builds the model refuses
     *     those that it does not know
     * @return {@code layers}, {@code input_layers} and {@code output_layers} as {@code get_config()} of a functional
     *     model of Keras 3 gives them, of texts, numbers, booleans, lists and maps; null if the class is none of this
     *     finder
     * @throws IllegalArgumentException with a plain text if the arguments are not as they should be; the message gets
     *     the model's name
     */
    Map<String, ?> find(String className, CustomConfig config);
}
