package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/**
 * {@code PositionEmbedding} of keras-pos-embd, which keras-bert has: the row of a table for each step is added to it or
 * put behind it, or the input is the positions themselves, from {@code -input_dim} to {@code input_dim}.
 */
public final class PositionEmbedding {
    private PositionEmbedding() {}

    /** The layer, or null if the config is that of another of this name. */
    public static CustomLayer of(CustomConfig config) {
        return config.has("input_dim") && config.has("output_dim") && config.has("mode")
                ? PositionEmbedding::create
                : null;
    }

    private static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int rows = config.integer("input_dim");
        int size = config.integer("output_dim");
        String mode = config.string("mode");
        Object masks = config.value("mask_zero");
        CustomWeight table = layer.weight("embeddings");
        return switch (mode) {
            case "expand" ->
                call -> {
                    Value x = call.input();
                    if (masks instanceof Number zero && zero.intValue() != 0) {
                        call.setMask(Parts.with(call, Binary.NOT_EQUAL, x, zero.intValue()));
                    }
                    Value whole = Parts.unary(call, Unary.TRUNCATE, x);
                    Value near = Parts.with(call, Binary.MINIMUM, Parts.with(call, Binary.MAXIMUM, whole, -rows), rows);
                    Value places = Parts.with(call, Binary.ADD, near, rows);
                    return call.add(new Gather(table.expect(2 * rows + 1, size)), places);
                };
            case "add" ->
                call -> {
                    call.passMask();
                    return Parts.add(call, call.input(), Positions.rows(call, call.input(), table.expect(rows, size)));
                };
            case "concat" ->
                call -> {
                    call.passMask();
                    Value positions = Positions.rows(call, call.input(), table.expect(rows, size));
                    return call.add(new Concatenate(2), call.input(), positions);
                };
            default -> throw new IllegalArgumentException("the mode '" + mode + "' is not supported");
        };
    }
}
