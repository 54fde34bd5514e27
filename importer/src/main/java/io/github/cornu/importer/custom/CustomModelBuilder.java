package io.github.cornu.importer.custom;

/** A model of a class of its own that is being created. */
public interface CustomModelBuilder extends CustomLayerBuilder {
    /**
     * Declares an input, in the order of {@link CustomCall#inputs}. Without any, the inputs are those that the file
     * tells the model was built with; declare them if some of their axes are longer or shorter from call to call.
     *
     * @param name of the input
     * @param lengths of the axes without the batch; {@link io.github.cornu.tensor.Shape#FREE} for an axis that each
     *     call chooses
     * @throws IllegalArgumentException if there is an input of that name already, or a length is below 0 and not free
     */
    void input(String name, int... lengths);

    /** Declares an input of texts, as {@link #input} one of numbers. */
    void textInput(String name, int... lengths);

    /**
     * Names the outputs, in the order in which the call returns them; else they are {@code output}, {@code output_1}
     * and so on.
     */
    void outputs(String... names);

    /**
     * Says that the variables of an attribute make no difference at inference, as those of a metric that the model
     * keeps.
     *
     * @param variables their names, by which {@code .h5} files of Keras 2 have them if the model is inside another:
     *     those of a {@code Mean} are {@code total} and {@code count}
     */
    void ignoreAttribute(String attribute, String... variables);
}
