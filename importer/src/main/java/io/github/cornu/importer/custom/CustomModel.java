package io.github.cornu.importer.custom;

/**
 * The implementation of a model class of its own, a subclass of {@code keras.Model} whose {@code call} is Python code:
 * called once for each model of that class, when a file is loaded.
 *
 * <pre>{@code
 * model -> {
 *     int units = model.config().integer("units");
 *     CustomInnerLayer hidden = model.inner("hidden", "Dense", Map.of("units", units, "activation", "relu"));
 *     CustomInnerLayer score = model.inner("score", "Dense", Map.of("units", 1));
 *     return call -> call.apply(score, call.apply(hidden, call.input()));
 * }
 * }</pre>
 */
@FunctionalInterface
public interface CustomModel {
    /**
     * Reads the config and declares the layers and weights that the Python object has in attributes, in the order in
     * which they are set. What it returns is the {@code call} of the Python class. As for {@link CustomLayer#create},
     * every key of the config must be read or ignored, and every weight in the file must be declared.
     *
     * @throws IllegalArgumentException with a plain text if the config is not as it should be; the message gets the
     *     model's name
     */
    CustomFunction create(CustomModelBuilder model);
}
