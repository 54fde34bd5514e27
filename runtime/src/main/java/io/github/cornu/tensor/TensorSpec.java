package io.github.cornu.tensor;

/** The name and the shape of a model's input or output. */
public record TensorSpec(String name, Shape shape) {
    @Override
    public String toString() {
        return name + " " + shape;
    }
}
