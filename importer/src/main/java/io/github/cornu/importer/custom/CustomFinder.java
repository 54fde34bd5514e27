package io.github.cornu.importer.custom;

/**
 * Knows layer classes by their names and configs, for libraries of many classes. Several classes have the same name in
 * different Python packages; their configs tell which one a file means.
 */
@FunctionalInterface
public interface CustomFinder {
    /**
     * The implementation of a layer.
     *
     * @param className as the file has it: {@code package>Name} where Python registered the class, {@code module>Name}
     *     where a newer file names its module, or {@code Name}
     * @param config of the layer. That a key was read here does not count: the implementation reads it again
     * @return null if it is none of the classes of this finder; Keras's own layers are looked for then
     * @throws IllegalArgumentException with a plain text if the name is known, and the layer is none of those that
     *     have it; the message gets the layer's name
     */
    CustomLayer find(String className, CustomConfig config);
}
