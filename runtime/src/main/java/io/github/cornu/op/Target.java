package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.WeightMemory;
import io.github.cornu.kernel.threads.SharedProducts;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.op.weights.WeightPacking;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;

/**
 * What an operation is prepared for.
 *
 * @param kernels what it computes with
 * @param team the threads that share large matrix products and recurrent layers
 * @param format the form of the matrices of weights in memory; operations without such matrices leave it out
 * @param memory where the matrices of a model go
 */
@SuppressWarnings("exports") // The kernels are for the operations of this module.
public record Target(Kernels kernels, ThreadTeam team, WeightFormat format, WeightMemory memory) {
    private static final int NUMBERS_PER_NANO = 8;
    private static final int NANOS_OF_CALL = 8;

    /** One for a model of its own. */
    public Target(Kernels kernels, ThreadTeam team, WeightFormat format) {
        this(kernels, team, format, new WeightMemory());
    }

    /** One thread and float32 weights. */
    public static Target of(Kernels kernels) {
        return new Target(kernels, ThreadTeam.of(1), WeightFormat.F32);
    }

    /** Estimate of the time that one thread needs for the products of so many rows with a matrix of weights. */
    public static long nanos(Weight weights, int rows) {
        return SharedProducts.nanos((long) weights.shape().size() * rows);
    }

    /** Estimate of the time that one thread needs for a simple function of so many numbers. */
    public static long nanosOfNumbers(long numbers) {
        return numbers / NUMBERS_PER_NANO;
    }

    /** The same of so many calls of kernels for all of them together. */
    public static long nanosOfCalls(long calls, long numbers) {
        return calls * NANOS_OF_CALL + nanosOfNumbers(numbers);
    }

    /** Packs matrices of weights. */
    public WeightPacking packing() {
        return new WeightPacking(kernels, team, format, memory);
    }

    /** The matrix products of the kernels, shared among the threads of the team. */
    public MatrixProducts products() {
        return SharedProducts.of(kernels, team);
    }
}
