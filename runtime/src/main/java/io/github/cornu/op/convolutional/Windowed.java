package io.github.cornu.op.convolutional;

import io.github.cornu.op.Op;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.shape.TimeWindow;

/** An operation on windows that move over the axes after the batch. */
public interface Windowed extends SingleOutput {
    /** Its windows. */
    Windows windows();

    /**
     * The operation that gives for an input the bits that this one gives for that input with zeros around it.
     *
     * @param axis the spatial axis that the zeros are along, from 0
     * @return the operation, or null if there is none: where elements in the padding are no zeros, for example
     */
    default Op padded(int axis, int before, int after) {
        return null;
    }

    /** What a stream has to keep of the time axis for these windows; null if each step is a window of its own. */
    default TimeWindow timeWindow() {
        int span = windows().span(0);
        int stride = windows().strides().get(0);
        return span == 1 && stride == 1 ? null : new TimeWindow(0, span, stride);
    }
}
