package io.github.cornu.op.text;

import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** An operation on texts, (…, code points). It computes nothing with numbers, and cannot be stepped through time. */
public interface OfTexts extends SingleOutput {
    @Override
    default long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    default Time time(List<Time> inputs, List<Shape> shapes) {
        throw new IllegalArgumentException("its input is texts");
    }
}
