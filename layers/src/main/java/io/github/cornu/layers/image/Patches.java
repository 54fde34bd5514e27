package io.github.cornu.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * {@code Patches} and {@code PatchExtract} of Keras's examples of vision transformers: images (batch, height, width,
 * channels) as squares side by side, row by row, shape (batch, squares, numbers of one). What is left of the last row
 * and the last column is left out.
 */
public final class Patches {
    private Patches() {}

    /** Reads the config, in which some copies have the options of the whole model. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        List<Integer> size = layer.config().integers("patch_size");
        if (size.isEmpty() || size.get(0) < 1 || size.stream().distinct().count() > 1) {
            throw new IllegalArgumentException("expected a 'patch_size' above 0, the same for both axes, got " + size);
        }
        if (!layer.stored().isEmpty()) {
            throw new IllegalArgumentException("it has weights, and the known layer of this name has none");
        }
        PatchEncoder.ignoreOptions(layer.config());
        int side = size.get(0);
        return call -> {
            Value x = call.input();
            if (x.shape().rank() != 4) {
                throw new IllegalArgumentException(
                        "expected images (batch, height, width, channels), got " + x.shape());
            }
            int rows = Parts.length(x.shape(), 1) / side;
            int columns = Parts.length(x.shape(), 2) / side;
            int channels = Parts.length(x.shape(), 3);
            if (rows < 1 || columns < 1) {
                throw new IllegalArgumentException("patches of " + side + " do not fit into " + x.shape());
            }
            Value whole = call.add(new Slice(2, 0, columns * side, 1), call.add(new Slice(1, 0, rows * side, 1), x));
            Shape cut = Shape.of(rows, side, columns, side, channels);
            Value squares = call.add(new Transpose(List.of(0, 1, 3, 2, 4, 5)), call.add(Reshape.ofSamples(cut), whole));
            return call.add(Reshape.ofSamples(Shape.of(rows * columns, side * side * channels)), squares);
        };
    }
}
