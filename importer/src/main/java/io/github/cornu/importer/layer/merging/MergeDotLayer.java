package io.github.cornu.importer.layer.merging;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/**
 * {@code Merge} of Keras 1 in the modes dot and cos; the other modes are layers of their own. The cosine is that of
 * Keras 1: dot(a, b) / max(sqrt(dot(a, a) dot(b, b)), 1e-7), element by element, with a further axis after the batch.
 */
public final class MergeDotLayer extends KerasLayer {
    private static final float EPSILON = 1e-7f;
    private static final int MAX_RANK = 3;

    private final boolean cosine;
    private final List<Integer> axes;

    public MergeDotLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        if (!config.string("mode_type", "raw").equals("raw")) {
            throw new UnsupportedModelException("its mode is Python code, which is not executed");
        }
        String mode = config.string("mode", "sum");
        if (!mode.equals("dot") && !mode.equals("cos")) {
            throw new UnsupportedModelException("unknown mode '" + mode + "'");
        }
        cosine = mode.equals("cos");
        axes = config.integers("dot_axes", 2);
        config.ignore(
                "concat_axis", "output_shape", "output_shape_type", "output_mask", "output_mask_type", "arguments");
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> inputs = call.tensors();
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("called with " + inputs.size() + " inputs, expected 2");
        }
        for (KerasTensor input : inputs) {
            if (input.shape().rank() > MAX_RANK) {
                throw new UnsupportedModelException("an input of shape " + input.shape() + " in the mode dot or cos");
            }
        }
        Value a = inputs.get(0).value();
        Value b = inputs.get(1).value();
        Value product = DotLayer.dot(g, a, b, axes, false);
        return List.of(KerasTensor.of(cosine ? cosine(g, product, a, b) : product));
    }

    private Value cosine(Lowering g, Value product, Value a, Value b) {
        Value squares = g.add(
                new Combine(Binary.MULTIPLY),
                DotLayer.dot(g, a, a, List.of(axes.get(0), axes.get(0)), false),
                DotLayer.dot(g, b, b, List.of(axes.get(1), axes.get(1)), false));
        Value root = Numbers.unary(g, Unary.SQRT, squares);
        Value divisor = g.add(new CombineScalar(Binary.MAXIMUM, EPSILON), root);
        return g.add(Reshape.expandDims(1), g.add(new Combine(Binary.DIVIDE), product, divisor));
    }
}
