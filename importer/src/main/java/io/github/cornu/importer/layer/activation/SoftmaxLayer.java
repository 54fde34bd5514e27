package io.github.cornu.importer.layer.activation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/**
 * {@code keras.layers.Softmax} along one or several axes. Masked elements get 0, since 1e9 is subtracted from them; if
 * all are masked, all get the same, or, since Keras 3.14, 0.
 */
public final class SoftmaxLayer extends KerasLayer implements LayerFunction {
    private static final float LARGE = 1e9f;

    private final List<Integer> axes;

    public SoftmaxLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        axes = config.has("axis") ? config.integerList("axis") : List.of(-1);
    }

    @Override
    public String streamAdvice() {
        return RUN_WHOLE;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        Value x = call.tensor().value();
        Value mask = call.mask();
        if (mask != null && usesMask(g.writer())) {
            Value hidden = Numbers.unary(g, Unary.SCALE_SHIFT, LARGE, -LARGE, mask);
            x = g.add(new Combine(Binary.ADD), x, hidden);
        }
        Value y = apply(g, x);
        if (mask != null && g.writer().isAtLeast(3, 14)) {
            y = g.add(new Combine(Binary.MULTIPLY), y, mask);
        }
        return List.of(new KerasTensor(y, mask));
    }

    /** Before Keras 2.4 the mask was passed on, and not used. */
    private static boolean usesMask(KerasWriter writer) {
        return writer.isAtLeast(2, 4);
    }

    @Override
    public Activation activation() {
        return axes.equals(List.of(-1)) ? Activation.SOFTMAX : LayerFunction.super.activation();
    }

    @Override
    public Value apply(Lowering g, Value x) {
        int rank = x.shape().rank();
        List<Integer> normalized =
                axes.stream().map(axis -> Axes.normalize(axis, rank)).toList();
        if (normalized.contains(0)) {
            throw new IllegalArgumentException("a softmax over the batch axis");
        }
        return normalized.size() == 1 ? alongAxis(g, x, normalized.get(0)) : alongAxes(g, x, normalized);
    }

    /** Moves the axis to the end, so that softmax works on rows. */
    private static Value alongAxis(Lowering g, Value x, int axis) {
        int last = x.shape().rank() - 1;
        Value moved = g.add(Transpose.move(last + 1, axis, last), x);
        return g.add(Transpose.move(last + 1, last, axis), g.add(new Elementwise(Activation.SOFTMAX), moved));
    }

    /** exp(x - log(sum(exp(x)))): where all is masked, the logarithm of the count is lost beside 1e9, and all get 1. */
    private static Value alongAxes(Lowering g, Value x, List<Integer> axes) {
        Value largest = reduced(g, Reduce.Kind.MAX, x, axes);
        Value powers = Numbers.unary(g, Unary.EXP, g.add(new Combine(Binary.SUBTRACT), x, largest));
        Value sum = Numbers.unary(g, Unary.LOG, reduced(g, Reduce.Kind.SUM, powers, axes));
        Value total = g.add(new Combine(Binary.ADD), sum, largest);
        return Numbers.unary(g, Unary.EXP, g.add(new Combine(Binary.SUBTRACT), x, total));
    }

    private static Value reduced(Lowering g, Reduce.Kind kind, Value x, List<Integer> axes) {
        Value y = x;
        for (int axis : axes) {
            y = g.add(new Reduce(kind, axis, true), y);
        }
        return y;
    }
}
