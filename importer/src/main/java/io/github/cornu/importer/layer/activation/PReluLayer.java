package io.github.cornu.importer.layer.activation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** {@code keras.layers.PReLU}: alpha has a number for each element of a sample, or one for all along shared axes. */
public final class PReluLayer extends SingleLayer implements LayerFunction {
    private final WeightSlot alpha;
    private final List<Integer> sharedAxes;

    public PReluLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        alpha = weight("alpha");
        sharedAxes = config.integerList("shared_axes");
    }

    @Override
    public String streamAdvice() {
        return "share its slopes along the time axis";
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        if (config().writer().isKeras1()) {
            return g.add(new Combine(Binary.PRELU), x, SharedAxes.constant(g, alpha, x));
        }
        Weight slopes = slopes(x.shape().axes(1, x.shape().rank()));
        return g.add(new Combine(Binary.PRELU), x, g.add(new Constant(slopes)));
    }

    private Weight slopes(Shape sample) {
        Shape shape = sample;
        for (int axis : sharedAxes) {
            shape = shape.with(axis < 0 ? axis : axis - 1, 1);
        }
        return alpha.get(shape.lengths());
    }

    @Override
    public boolean hasWeights() {
        return true;
    }

    /** With a slope for each element of a sample, also where they are shared. */
    @Override
    public Activation activation(Shape sample) {
        if (!sample.isFixed()) {
            throw new UnsupportedModelException("its activation has slopes for images of one size, and theirs is free");
        }
        Weight slopes = half() == null ? slopes(sample) : half().round(slopes(sample));
        return Activation.ofSlopes(new ComputedWeight(sample, () -> everywhere(slopes, sample)));
    }

    private static float[] everywhere(Weight slopes, Shape sample) {
        float[] shared = slopes.read();
        float[] all = new float[sample.size()];
        int rank = sample.rank();
        for (int i = 0; i < all.length; i++) {
            int from = 0;
            for (int axis = 0; axis < rank; axis++) {
                int index = i / sample.size(axis + 1, rank) % sample.length(axis);
                from = from * slopes.shape().length(axis) + (slopes.shape().length(axis) == 1 ? 0 : index);
            }
            all[i] = shared[from];
        }
        return all;
    }
}
