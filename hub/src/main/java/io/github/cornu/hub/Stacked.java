package io.github.cornu.hub;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;

/** Samples as one batch. */
final class Stacked {
    private Stacked() {}

    /**
     * The batch.
     *
     * @throws IllegalArgumentException if there is no sample, or they have several shapes
     */
    static Tensor of(List<Tensor> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no images");
        }
        Shape shape = samples.get(0).shape();
        int size = shape.size();
        float[] data = new float[Math.multiplyExact(size, samples.size())];
        for (int i = 0; i < samples.size(); i++) {
            if (!samples.get(i).shape().equals(shape)) {
                throw new IllegalArgumentException("images of the shapes " + shape + " and "
                        + samples.get(i).shape() + ": its converter resizes none, so they must be alike");
            }
            System.arraycopy(samples.get(i).data(), 0, data, i * size, size);
        }
        return Tensor.of(data, shape.insert(0, samples.size()));
    }
}
