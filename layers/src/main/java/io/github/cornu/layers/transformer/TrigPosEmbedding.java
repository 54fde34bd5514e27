package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/**
 * {@code TrigPosEmbedding} of keras-pos-embd: the sine and the cosine of place / 10000 ** (2 i / size), for each i one
 * after the other, are added to each step or put behind it, or the input is the places themselves.
 */
public final class TrigPosEmbedding {
    private TrigPosEmbedding() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        String mode = layer.config().string("mode");
        int given = layer.config().integer("output_dim", 0);
        return call -> {
            Value x = call.input();
            call.passMask();
            return switch (mode) {
                case "expand" -> waves(call, x, given);
                case "add" -> Parts.add(call, x, waves(call, Positions.places(call, x), Parts.length(x.shape(), 2)));
                case "concat" -> call.add(new Concatenate(2), x, waves(call, Positions.places(call, x), given));
                default -> throw new IllegalArgumentException("the mode '" + mode + "' is not supported");
            };
        };
    }

    /** Of places (batch, time): (batch, time, size). */
    private static Value waves(CustomCall call, Value places, int size) {
        if (size < 2 || size % 2 != 0) {
            throw new IllegalArgumentException("expected vectors of an even length, got " + size);
        }
        float[] frequencies = new float[size / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = 1 / (float) StrictMath.pow(10000, 2f * i / size);
        }
        Value steps = call.add(Reshape.expandDims(2), places);
        Value angles = Parts.multiply(call, steps, Parts.constant(call, Weight.of(frequencies, size / 2)));
        Value sines = call.add(Reshape.expandDims(3), Parts.unary(call, Unary.SIN, angles));
        Value cosines = call.add(Reshape.expandDims(3), Parts.unary(call, Unary.COS, angles));
        return call.add(Reshape.mergeAxes(2, 4), call.add(new Concatenate(3), sines, cosines));
    }
}
