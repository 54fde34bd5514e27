package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** A constant tensor; there are no inputs. The compiler gives it a slot of its own. */
public record Constant(Weight value) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 0);
        return value.shape();
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.CONSTANT;
    }

    @Override
    public Prepared prepare(Target target) {
        throw new IllegalStateException("a constant has nothing to run");
    }
}
