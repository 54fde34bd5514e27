package io.github.cornu.importer.layer.activation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.element.Combine;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/**
 * {@code SReLU} of Keras 1: x between two thresholds, and another slope beyond each. The right threshold is the left
 * one plus the size of the weight.
 */
public final class SReluLayer extends SingleLayer {
    private final WeightSlot leftThreshold;
    private final WeightSlot leftSlope;
    private final WeightSlot rightThreshold;
    private final WeightSlot rightSlope;

    public SReluLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        config.ignore("t_left_init", "a_left_init", "t_right_init", "a_right_init");
        leftThreshold = weight("t_left");
        leftSlope = weight("a_left");
        rightThreshold = weight("t_right");
        rightSlope = weight("a_right");
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        Value left = SharedAxes.constant(g, leftThreshold, x);
        Value width = Numbers.unary(g, Unary.ABS, SharedAxes.constant(g, rightThreshold, x));
        Value right = combine(g, Binary.ADD, left, width);
        Value offset = combine(g, Binary.SUBTRACT, x, left);
        Value center = combine(g, Binary.MINIMUM, Numbers.unary(g, Unary.RELU, offset), width);
        Value below = Numbers.unary(g, Unary.RELU, Numbers.unary(g, Unary.NEGATE, offset));
        Value lower = combine(g, Binary.MULTIPLY, below, SharedAxes.constant(g, leftSlope, x));
        Value above = Numbers.unary(g, Unary.RELU, combine(g, Binary.SUBTRACT, x, right));
        Value upper = combine(g, Binary.MULTIPLY, above, SharedAxes.constant(g, rightSlope, x));
        Value middle = combine(g, Binary.ADD, combine(g, Binary.SUBTRACT, center, lower), left);
        return combine(g, Binary.ADD, middle, upper);
    }

    private static Value combine(Lowering g, Binary function, Value a, Value b) {
        return g.add(new Combine(function), a, b);
    }
}
