package io.github.cornu.op;

import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Shape;
import java.util.function.Function;

/** An operation with packed weights. Immutable and shared by all sessions of a model. */
public interface Prepared {
    /** The operation for fixed shapes and given places in memory. */
    Step bind(Binding binding);

    /**
     * The operation for images of a fixed shape, (batch, rows, columns, channels), if it is one of rows of its only
     * input; else null.
     */
    default ImageRows rows(Shape images) {
        return null;
    }

    /**
     * The operation that gives for an input the bits that this one gives for that input with zeros around it, on the
     * same weights; null if there is none.
     *
     * @param axis that the zeros are along
     */
    default Prepared padded(int axis, int before, int after) {
        return null;
    }

    /** A hash of the weights that its states are computed with; 0 without states. */
    default int fingerprint() {
        return 0;
    }

    /** Bytes of the weights in the form that they are held in; -1: as they are, in float32. */
    default long weightBytes() {
        return -1;
    }

    /** The packed matrix that is all of its weights; null if they are something else. */
    @SuppressWarnings("exports") // For the operations of this module.
    default PackedWeights matrix() {
        return null;
    }

    /** A prepared operation without states that has a matrix. */
    @SuppressWarnings("exports") // For the operations of this module.
    static Prepared of(PackedWeights matrix, Function<Binding, Step> bind) {
        return new Prepared() {
            @Override
            public Step bind(Binding binding) {
                return bind.apply(binding);
            }

            @Override
            public long weightBytes() {
                return matrix.bytes();
            }

            @Override
            public PackedWeights matrix() {
                return matrix;
            }
        };
    }

    /** A prepared operation without states whose weights take so many bytes. */
    static Prepared of(long weightBytes, Function<Binding, Step> bind) {
        return of(weightBytes, bind, images -> null);
    }

    /** The same of an operation on {@link #rows} of images. */
    static Prepared of(long weightBytes, Function<Binding, Step> bind, Function<Shape, ImageRows> rows) {
        return new Prepared() {
            @Override
            public Step bind(Binding binding) {
                return bind.apply(binding);
            }

            @Override
            public ImageRows rows(Shape images) {
                return rows.apply(images);
            }

            @Override
            public long weightBytes() {
                return weightBytes;
            }
        };
    }
}
