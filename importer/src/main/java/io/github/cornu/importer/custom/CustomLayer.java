package io.github.cornu.importer.custom;

/**
 * The implementation of a custom layer class, called once for each layer of that class when a model is loaded:
 *
 * <pre>{@code
 * layer -> {
 *     CustomWeight scale = layer.weight("scale"); // the weights in the order of the layer's build()
 *     float epsilon = layer.config().number("epsilon");
 *     return call -> call.add(…, call.input());
 * }
 * }</pre>
 */
@FunctionalInterface
public interface CustomLayer {
    /**
     * Reads the config and declares the weights and inner layers. Every key of the config must be read, or named as
     * making no difference with {@link CustomConfig#ignore}; every weight in the file must be declared. Weights have
     * shapes and values when the layer is called, not yet here.
     *
     * @throws IllegalArgumentException with a plain text if the config is not as it should be; the message gets the
     *     layer's name
     */
    CustomFunction create(CustomLayerBuilder layer);
}
