package io.github.cornu.op.shape;

import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;

/** An operation that gives the elements of its first input another shape. */
public interface View extends SingleOutput {
    @Override
    default boolean isView() {
        return true;
    }

    @Override
    default Prepared prepare(Target target) {
        throw new IllegalStateException("a view has nothing to run");
    }
}
