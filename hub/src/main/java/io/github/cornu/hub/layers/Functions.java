package io.github.cornu.hub.layers;

import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Take;
import io.github.cornu.tensor.Binary;
import java.util.List;

/** What models compute between layers, as layers without weights: the key {@code function} says which. */
public final class Functions {
    /** The class under which models have them. */
    public static final String CLASS = "cornu_hub>Function";

    private static final Pad PAD_HEIGHT = new Pad(1, 1, 1, Float.NEGATIVE_INFINITY);
    private static final Pad PAD_WIDTH = new Pad(2, 1, 1, Float.NEGATIVE_INFINITY);

    private Functions() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        String function = layer.config().string("function");
        return switch (function) {
            case "first_step" -> call -> call.add(Reshape.squeeze(1), call.add(new Take(1, List.of(0)), call.input()));
            case "pad_images_with_the_least" -> call -> call.add(PAD_WIDTH, call.add(PAD_HEIGHT, call.input()));
            case "scale" -> scale(layer.config().number("factor"));
            default -> throw new IllegalArgumentException("unknown function '" + function + "'");
        };
    }

    private static CustomFunction scale(float factor) {
        return call -> Parts.with(call, Binary.MULTIPLY, call.input(), factor);
    }
}
