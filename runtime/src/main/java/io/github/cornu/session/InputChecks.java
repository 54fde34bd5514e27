package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.List;

/** Checks the tensors of a call against the model's inputs. */
final class InputChecks {
    private InputChecks() {}

    static void check(List<TensorSpec> specs, Tensor[] tensors) {
        for (int i = 0; i < tensors.length; i++) {
            String name = specs.get(i).name();
            Shape expected = specs.get(i).shape();
            Shape shape = tensors[i].shape();
            if (!expected.accepts(shape) || specs.get(i).texts() != tensors[i].isTexts()) {
                throw new ModelException("input '" + name + "': expected "
                        + specs.get(i).expected() + ", got " + specs.get(i).given(tensors[i]));
            }
            int batch = tensors[0].shape().length(0);
            if (shape.length(0) != batch) {
                throw new ModelException("input '" + name + "' has " + shape.length(0) + " samples, input '"
                        + specs.get(0).name() + "' has " + batch);
            }
        }
    }
}
