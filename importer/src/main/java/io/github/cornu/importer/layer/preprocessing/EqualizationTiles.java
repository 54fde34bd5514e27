package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Shape;

/**
 * One axis of images that is cut into tiles, with a tile of the same contents before the first and after the last.
 *
 * @param pixels along the axis
 * @param count of tiles, without those two
 */
record EqualizationTiles(int axis, int pixels, int count) {
    /** Pixels of a tile. */
    int size() {
        return (pixels + count - 1) / count;
    }

    /** Where a pixel is between the middles of tiles, counted from that of the first; in float, as Keras has it. */
    private float position(int pixel) {
        return (pixel - size() / 2f) / size() + 1f;
    }

    /** The number of the tile before a pixel, or of the one after it. */
    int tile(int pixel, boolean after) {
        int before = (int) Math.floor(position(pixel));
        return Math.max(0, Math.min(count + 1, after ? before + 1 : before));
    }

    /** How much the tile before each pixel, or the one after it, counts: a constant along this axis of images. */
    Value weights(Lowering g, boolean after) {
        int[] lengths = {1, 1, 1, 1};
        lengths[axis] = pixels;
        return g.add(new Constant(new ComputedWeight(Shape.of(lengths), () -> {
            float[] weights = new float[pixels];
            for (int pixel = 0; pixel < pixels; pixel++) {
                float part = position(pixel) - (float) Math.floor(position(pixel));
                weights[pixel] = after ? part : 1f - part;
            }
            return weights;
        })));
    }
}
