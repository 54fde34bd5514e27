package io.github.cornu;

import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.kernel.Kernels;

/**
 * Which kernels a model runs on. The results are the same, bit for bit. {@link Model#kernels()} tells what {@link
 * #AUTO} has chosen.
 */
public enum KernelChoice {
    /**
     * SIMD kernels if this JVM can run them, each from when the JVM has compiled it; otherwise the scalar ones, and one
     * warning is logged.
     */
    AUTO,
    /** The scalar kernels, which run on every JVM. */
    SCALAR,
    /**
     * The SIMD kernels, from the first call on: for about a second, until the JVM has compiled them, each call takes
     * milliseconds.
     */
    VECTOR;

    /** @throws UnsupportedOperationException if this JVM cannot run them */
    Kernels resolve() {
        return switch (this) {
            case AUTO -> KernelSelector.best();
            case SCALAR -> KernelSelector.scalar();
            case VECTOR -> KernelSelector.vector();
        };
    }
}
