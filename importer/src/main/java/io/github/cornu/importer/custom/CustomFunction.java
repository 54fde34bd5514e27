package io.github.cornu.importer.custom;

import io.github.cornu.graph.Value;

/**
 * What a custom layer, a Lambda or a custom activation computes: called once for each place where the model calls it,
 * when it is loaded, with tensors that have no values yet.
 */
@FunctionalInterface
public interface CustomFunction {
    /**
     * Adds the operations of one call.
     *
     * @return the output; its axis 0 is that of the input
     * @throws IllegalArgumentException with a plain text if the inputs are not as they should be; the message gets the
     *     layer's name
     */
    Value call(CustomCall call);
}
