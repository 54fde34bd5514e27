package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.threads.SharedProducts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.ImageRows;
import io.github.cornu.op.Target;
import io.github.cornu.op.weights.PackedWeights;
import java.util.Arrays;

/** The kernel of a convolution, packed in the order that its sums have. Immutable. */
public final class PackedKernel {
    private final WindowOrder order;
    private final PackedWeights[] groups;
    private final Target target;

    private PackedKernel(WindowOrder order, PackedWeights[] groups, Target target) {
        this.order = order;
        this.groups = groups;
        this.target = target;
    }

    /**
     * Packs some filters of a kernel.
     *
     * @param kernel shape (positions, channels / groups, columns)
     * @param columns all filters that the kernel has
     * @param first the first of those that are packed
     * @param groups the channels are cut into that many equal parts, with as many filters each
     * @param filters in a group
     * @param bias one number for each filter that is packed, or null
     */
    public static PackedKernel of(
            float[] kernel,
            int columns,
            int first,
            int groups,
            int filters,
            float[] bias,
            Windows windows,
            Target target) {
        int depth = kernel.length / columns;
        WindowOrder order = WindowOrder.of(windows, target.format());
        float[] values = order.rows(kernel, depth / windows.elements(), columns);
        PackedWeights[] packed = new PackedWeights[groups];
        for (int group = 0; group < groups; group++) {
            int from = group * filters;
            float[] start = bias == null ? null : Arrays.copyOfRange(bias, from, from + filters);
            packed[group] = target.packing().pack(values, first + from, columns, depth, filters, start);
        }
        return new PackedKernel(order, packed, target);
    }

    /** Bytes of the packed weights. */
    public long bytes() {
        return PackedWeights.total(groups);
    }

    /** All pixels of some images as rows of one each, if the windows are the pixels of the input; else null. */
    ImageRows pixels(WindowMap map, int pixels, Activation activation) {
        if (!isPointwise(map)) {
            return null;
        }
        Epilogue epilogue = new Epilogue(target.kernels(), activation);
        return new PointwiseRows(groups[0], epilogue, pixels, 1, nanos(pixels));
    }

    /** The convolution of images, or of what the windows of the map go over, with that many channels. */
    public ImageRows rows(WindowMap map, int channels, Activation activation) {
        Epilogue epilogue = new Epilogue(target.kernels(), activation);
        long nanos = nanos(map.windows());
        if (isPointwise(map)) {
            return new PointwiseRows(groups[0], epilogue, map.slices() * map.rows(), map.columns(), nanos);
        }
        return PaddedConvolution.suits(map, groups)
                ? new PaddedConvolution(map, order, groups, epilogue, channels, nanos)
                : new DirectConvolution(map, order, groups, epilogue, channels, nanos);
    }

    private long nanos(int windows) {
        long weights = Arrays.stream(groups)
                .mapToLong(group -> (long) group.rows() * group.columns())
                .sum();
        return SharedProducts.nanos(weights * windows);
    }

    /** Whether the rows of the matrix product are the input itself. */
    private boolean isPointwise(WindowMap map) {
        return groups.length == 1 && map.isIdentity();
    }
}
