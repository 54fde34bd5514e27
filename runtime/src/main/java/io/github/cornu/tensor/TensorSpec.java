package io.github.cornu.tensor;

/**
 * The name and the shape of a model's input or output.
 *
 * @param texts whether it holds texts, the last axis being their code points: see {@link Texts}
 */
public record TensorSpec(String name, Shape shape, boolean texts) {
    /** Numbers. */
    public TensorSpec(String name, Shape shape) {
        this(name, shape, false);
    }

    /** A tensor of zeros for it; of texts, where it holds these. */
    public Tensor zeros(Shape fixed) {
        Tensor tensor = Tensor.zeros(fixed);
        return texts ? tensor.asTexts() : tensor;
    }

    /** The shape as Keras tells it, for which a text is one element. */
    public Shape kerasShape() {
        return texts ? shape.axes(0, shape.rank() - 1) : shape;
    }

    /** What is to be given, for messages: {@code the shape (None, 3)} or {@code texts of the shape (None, 1)}. */
    public String expected() {
        return (texts ? "texts of the shape " : "the shape ") + kerasShape();
    }

    /** What a tensor is, for messages that say that it does not fit. */
    public String given(Tensor tensor) {
        if (tensor.isTexts()) {
            return "texts of the shape " + tensor.shape().axes(0, tensor.shape().rank() - 1);
        }
        return (texts ? "numbers of the shape " : "") + tensor.shape() + withoutBatch(tensor.shape());
    }

    /** What to do with a single sample. */
    private String withoutBatch(Shape given) {
        Shape batch = given.insert(0, 1);
        return !texts && shape.rank() > 1 && shape.with(0, Shape.FREE).accepts(batch)
                ? ", one sample without the batch axis: its shape is to be " + batch
                : "";
    }

    @Override
    public String toString() {
        return name + " " + kerasShape() + (texts ? " of texts" : "");
    }
}
