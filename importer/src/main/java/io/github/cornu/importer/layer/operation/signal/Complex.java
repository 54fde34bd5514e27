package io.github.cornu.importer.layer.operation.signal;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import java.util.List;

/** Complex numbers, their parts in tensors of one shape. */
record Complex(Value real, Value imaginary) {
    /** Of a tensor that has pairs along a last axis. */
    static Complex of(Lowering g, KerasTensor pairs) {
        if (pairs.type() != NumberType.COMPLEX) {
            throw new IllegalArgumentException("a function of complex numbers, of real ones");
        }
        return new Complex(part(g, pairs, 0), part(g, pairs, 1));
    }

    /** One part of a tensor that has pairs along a last axis. */
    static Value part(Lowering g, KerasTensor pairs, int index) {
        int last = pairs.value().shape().rank() - 1;
        return g.add(Reshape.squeeze(last), g.add(new Slice(last, index, index + 1, 1), pairs.value()));
    }

    /** Of the two tensors that Keras has in its place. */
    static Complex of(Lowering g, List<KerasTensor> parts) {
        if (parts.size() != 2) {
            throw new IllegalArgumentException("expected a real and an imaginary part, got " + parts.size());
        }
        return new Complex(
                Arguments.tensor(g, parts.get(0)).value(),
                Arguments.tensor(g, parts.get(1)).value());
    }

    /** A tensor that has pairs along a last axis. */
    KerasTensor pairs(Lowering g) {
        int last = real.shape().rank();
        Reshape single = Reshape.expandDims(last);
        return KerasTensor.of(
                g.add(new Concatenate(last), g.add(single, real), g.add(single, imaginary)), NumberType.COMPLEX);
    }

    /** The two tensors that Keras has in its place. */
    List<KerasTensor> parts() {
        return List.of(KerasTensor.of(real), KerasTensor.of(imaginary));
    }
}
