package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.layer.HalfPrecision;
import io.github.cornu.importer.layer.RoundedBody;
import io.github.cornu.op.Activation;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * A recurrent cell that computes in a type of 16 bits: the result of each operation is rounded to it, in the order in which
 * Keras has them. Slow, and made for equal numbers.
 */
abstract class HalfCell implements RoundedBody {
    final HalfArithmetic half;
    final int features;
    final int units;
    final float[] kernel;
    final float[] recurrentKernel;
    final float[] bias;
    private final HalfPrecision type;
    private final List<Weight> weights = new ArrayList<>();
    private final int room;
    private final ThreadLocal<Work> work;

    /** The arrays of one thread: two for all gates, one for what is needed in between. */
    static final class Work {
        final float[] x;
        final float[] h;
        final float[] room;

        Work(int gates, int room) {
            x = new float[gates];
            h = new float[gates];
            this.room = new float[room];
        }
    }

    /**
     * @param bias null if there is none
     * @param gates how many columns the kernels have for each unit
     */
    HalfCell(CellLayer layer, Weight kernel, Weight recurrentKernel, Weight bias, int gates) {
        type = layer.half();
        // TensorFlow 2.15 adds the products of float16 in float16, later ones in float, as all do with bfloat16.
        half = new HalfArithmetic(
                type, type == HalfPrecision.FLOAT16 && !layer.config().writer().isKeras3());
        units = recurrentKernel.shape().length(0);
        features = kernel.shape().length(0);
        this.kernel = rounded(kernel);
        this.recurrentKernel = rounded(recurrentKernel);
        this.bias = bias == null ? null : rounded(bias);
        room = gates * units;
        work = ThreadLocal.withInitial(() -> new Work(room, 2 * room));
    }

    private float[] rounded(Weight weight) {
        float[] values = weight.read().clone();
        half.round(values, 0, values.length);
        weights.add(Weight.of(values, values.length));
        return values;
    }

    /** As the cell of an operation. */
    JavaCell toCell(int states) {
        return JavaCell.of(features, units, states, this).with(weights, null);
    }

    /** The type that the cell of an operation computes in; null if it is none of 16 bits. */
    static HalfPrecision of(Cell cell) {
        return cell instanceof JavaCell java && java.body() instanceof HalfCell half ? half.type : null;
    }

    @Override
    public HalfPrecision type() {
        return type;
    }

    @Override
    public final void step(float[] x, float[][] states, float[][] next) {
        for (float[] state : states) {
            half.round(state, 0, units);
        }
        half.round(x, 0, features);
        step(x, states, next, work.get());
    }

    abstract void step(float[] x, float[][] states, float[][] next, Work own);

    /** All gates of the input. */
    void project(float[] x, Work own) {
        half.product(x, features, kernel, room, 0, own.x, 0, room, own.room);
    }

    /**
     * Gates of the state.
     *
     * @param first the first of their columns
     */
    void projectState(float[] h, int first, int count, Work own) {
        half.product(h, units, recurrentKernel, room, first, own.h, first, count, own.room);
    }

    void apply(Activation activation, float[] x, int at, int count, Work own) {
        half.apply(activation, x, at, count, own.room);
    }
}
