package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.threads.SharedProducts;
import io.github.cornu.op.ImageRows;
import io.github.cornu.op.weights.PackedWeights;
import java.util.Arrays;

/** A convolution for fixed shapes whose channels are cut into groups with weights of their own. Immutable. */
abstract class GroupedConvolution implements ImageRows {
    final WindowMap map;
    /** The weights of each group. */
    final PackedWeights[] groups;

    final Epilogue epilogue;
    /** Channels of the input and of the output. */
    final int channels;

    final int filters;
    private final long nanos;

    /** @param channels of the input */
    GroupedConvolution(WindowMap map, PackedWeights[] groups, Epilogue epilogue, int channels) {
        this.map = map;
        this.groups = groups;
        this.epilogue = epilogue;
        this.channels = channels;
        this.filters = groups.length * groups[0].columns();
        this.nanos = nanos(groups, map.windows());
    }

    /** Estimate of the time for that many windows. */
    static long nanos(PackedWeights[] groups, int windows) {
        long weights = Arrays.stream(groups)
                .mapToLong(group -> (long) group.rows() * group.columns())
                .sum();
        return SharedProducts.nanos(weights * windows);
    }

    /** Whether all groups can multiply windows where they lie. */
    static boolean convolve(PackedWeights[] groups) {
        return Arrays.stream(groups).allMatch(PackedWeights::convolves);
    }

    /** Channels of the input that a group has. */
    int part() {
        return channels / groups.length;
    }

    /** Rows of that many windows that are computed before the activation is applied to them. */
    int rowsAtOnce(int columns) {
        return Math.max(1, Epilogue.rowsAtOnce(filters) / Math.max(1, columns));
    }

    @Override
    public int firstInput(int row) {
        return map.firstInput(row);
    }

    @Override
    public int endInput(int row) {
        return map.endInput(row);
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
