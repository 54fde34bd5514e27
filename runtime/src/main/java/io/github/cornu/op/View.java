package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;

/** An operation that gives the elements of its first input another shape. */
interface View extends SingleOutput {
    @Override
    default boolean isView() {
        return true;
    }

    @Override
    default Prepared prepare(Kernels kernels) {
        throw new IllegalStateException("a view has nothing to run");
    }
}
