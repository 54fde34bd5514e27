package io.github.cornu.cli;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.util.List;

/** The elements of a tensor as Keras counts them: numbers, or texts, whose code points are an axis of the tensor. */
final class Elements {
    private final Tensor tensor;
    /** Or null. */
    private final List<String> texts;

    Elements(Tensor tensor) {
        this.tensor = tensor;
        this.texts = tensor.isTexts() ? Texts.read(tensor) : null;
    }

    Shape shape() {
        Shape shape = tensor.shape();
        return texts == null ? shape : shape.axes(0, shape.rank() - 1);
    }

    int count() {
        return texts == null ? tensor.data().length : texts.size();
    }

    boolean areTexts() {
        return texts != null;
    }

    String text(int index) {
        return texts.get(index);
    }

    float number(int index) {
        return tensor.data()[index];
    }
}
