package io.github.cornu.importer.layer.merging;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.List;

/** {@code keras.layers.Dot}: sums of products along one axis of each of two inputs. */
public final class DotLayer extends KerasLayer {
    private static final float EPSILON = 1e-12f;

    private final List<Integer> axes;
    private final boolean normalize;

    public DotLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        axes = config.integers("axes", 2);
        normalize = config.bool("normalize", false);
    }

    @Override
    public String streamAdvice() {
        return RUN_WHOLE;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> inputs = call.tensors();
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("called with " + inputs.size() + " inputs, expected 2");
        }
        Value y = dot(g, inputs.get(0).value(), inputs.get(1).value(), axes, normalize);
        return List.of(KerasTensor.of(y));
    }

    /** The sums of products along an axis of each. */
    static Value dot(Lowering g, Value first, Value second, List<Integer> axes, boolean normalize) {
        Value a = rows(g, first, axes.get(0), normalize);
        Value b = rows(g, second, axes.get(1), normalize);
        Shape restOfA = a.shape().axes(1, a.shape().rank() - 1);
        Shape restOfB = b.shape().axes(1, b.shape().rank() - 1);
        Value y = g.add(new MatMul(true), joined(g, a), joined(g, b));
        if (restOfA.rank() > 1 || restOfB.rank() > 1) {
            List<Length> rest = new ArrayList<>(between(1, a));
            rest.addAll(between(2, b));
            y = g.add(new Reshape(1, 3, rest), y, a, b);
        } else if (restOfA.rank() == 0) {
            y = g.add(Reshape.squeeze(1), y);
        } else if (restOfB.rank() == 0) {
            y = g.add(Reshape.squeeze(2), y);
        }
        return y;
    }

    /** The input with the summed axis last, normalized if that is wanted. */
    private static Value rows(Lowering g, Value x, int axis, boolean normalize) {
        int rank = x.shape().rank();
        int summed = Axes.normalize(axis, rank);
        if (summed == 0) {
            throw new IllegalArgumentException("a dot product along the batch axis");
        }
        Value last = g.add(Transpose.move(rank, summed, rank - 1), x);
        return normalize ? normalized(g, last) : last;
    }

    private static Value normalized(Lowering g, Value x) {
        Value squares = Numbers.unary(g, Unary.SQUARE, x);
        Value sum = g.add(new Reduce(Reduce.Kind.SUM, x.shape().rank() - 1, true), squares);
        Value limited = g.add(new CombineScalar(Binary.MAXIMUM, EPSILON), sum);
        Value factor = Numbers.unary(g, Unary.RSQRT, limited);
        return g.add(new Combine(Binary.MULTIPLY), x, factor);
    }

    /** The lengths of the axes between the batch and the last one. */
    private static List<Length> between(int input, Value x) {
        List<Length> lengths = new ArrayList<>();
        for (int axis = 1; axis < x.shape().rank() - 1; axis++) {
            lengths.add(Length.ofAxis(input, axis));
        }
        return lengths;
    }

    /** All axes between the batch and the last one merged into one. */
    private static Value joined(Lowering g, Value x) {
        return switch (x.shape().rank()) {
            case 2 -> g.add(Reshape.expandDims(1), x);
            case 3 -> x;
            default -> g.add(Reshape.mergeAxes(1, x.shape().rank() - 1), x);
        };
    }
}
