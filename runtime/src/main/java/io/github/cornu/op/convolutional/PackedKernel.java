package io.github.cornu.op.convolutional;

import io.github.cornu.op.Activation;
import io.github.cornu.op.ImageRows;
import io.github.cornu.op.Target;
import io.github.cornu.op.weights.PackedWeights;

/** The kernel of a convolution, packed in the order that its sums have. Immutable. */
public final class PackedKernel {
    private final WindowOrder order;
    private final PackedWeights[] groups;
    private final Target target;

    /** @param groups the weights of each group of channels */
    PackedKernel(WindowOrder order, PackedWeights[] groups, Target target) {
        this.order = order;
        this.groups = groups;
        this.target = target;
    }

    /** Bytes of the packed weights. */
    public long bytes() {
        return PackedWeights.total(groups);
    }

    /** All pixels of some images as rows of one each; null where the windows are not the pixels of the input. */
    ImageRows pixels(WindowMap map, int pixels, Activation activation) {
        if (!isPointwise(map)) {
            return null;
        }
        return pointwise(pixels, 1, activation);
    }

    /** The convolution of images, or of what the windows of the map go over, with that many channels. */
    public ImageRows rows(WindowMap map, int channels, Activation activation) {
        if (isPointwise(map)) {
            return pointwise(map.slices() * map.rows(), map.columns(), activation);
        }
        Epilogue epilogue = new Epilogue(target.kernels(), activation);
        return PaddedConvolution.suits(map, groups)
                ? new PaddedConvolution(map, order, groups, epilogue, channels)
                : new DirectConvolution(map, order, groups, epilogue, channels);
    }

    private ImageRows pointwise(int rows, int columns, Activation activation) {
        Epilogue epilogue = new Epilogue(target.kernels(), activation);
        long nanos = GroupedConvolution.nanos(groups, rows * columns);
        return new PointwiseRows(groups[0], epilogue, rows, columns, nanos);
    }

    /** Whether the rows of the matrix product are the input itself. */
    private boolean isPointwise(WindowMap map) {
        return groups.length == 1 && map.isIdentity();
    }
}
