package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Target;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997), as the Keras LSTM computes it, with r the recurrent
 * activation and a the activation:
 *
 * <pre>
 * i = r(x W_i + h U_i + b_i)    f = r(x W_f + h U_f + b_f)    o = r(x W_o + h U_o + b_o)
 * c' = f c + i a(x W_c + h U_c + b_c)    h' = o a(c')
 * </pre>
 *
 * Each gate is the bias, the products with x and then those with h, in ascending order, one multiply-add each.
 *
 * @param kernel W, shape (features, 4 units), gates i, f, c, o
 * @param recurrentKernel U, shape (units, 4 units)
 * @param bias shape (4 units,), or null
 */
public record LstmCell(
        Weight kernel, Weight recurrentKernel, Weight bias, Activation activation, Activation recurrentActivation)
        implements DenseCell {
    private static final int GATES = 4;
    /** i, f, o, c: what the recurrent activation works on lies together. */
    private static final int[] ORDER = {0, 1, 3, 2};

    /** Written out, since the first {@code hashCode()} that Java itself makes takes some 20 ms of a process's start. */
    @Override
    public int hashCode() {
        return kernel.hashCode();
    }

    @Override
    public int features() {
        return kernel.shape().length(0);
    }

    @Override
    public int units() {
        return recurrentKernel.shape().length(0);
    }

    @Override
    public List<String> stateNames() {
        return List.of("h", "c");
    }

    @Override
    public long flops(Shape sequences) {
        return Flops.products(kernel, recurrentKernel, 1) + units() * Flops.lstm(activation, recurrentActivation);
    }

    @Override
    public List<WeightMatrix> matrices() {
        return List.of(Gates.matrix(kernel, units(), ORDER), Gates.matrix(recurrentKernel, units(), ORDER));
    }

    @Override
    public PackedCell prepare(Target target) {
        float[] inputs = kernel.read();
        float[] recurrent = recurrentKernel.read();
        float[] added = Checks.read(bias);
        int fingerprint =
                Gates.withSlopes(Gates.fingerprint(inputs, recurrent, added), activation, recurrentActivation);
        boolean splits = activation.isElementwise() && recurrentActivation.isElementwise();
        return PackedParts.of(target, fingerprint, units(), splits, recurrent.length, (first, count) -> {
            GateColumns columns = new GateColumns(GATES, units(), first, count, ORDER);
            PackedWeights w = columns.pack(target, inputs, features(), added);
            PackedWeights u = columns.pack(target, recurrent, units(), null);
            return new PackedParts.Part(new PreparedLstm(target.kernels(), columns, w, u), w, u);
        });
    }

    private final class PreparedLstm extends DensePart {
        private final PackedWeights u;

        PreparedLstm(Kernels kernels, GateColumns columns, PackedWeights w, PackedWeights u) {
            super(kernels, columns, w);
            this.u = u;
        }

        @Override
        public int workStride() {
            return padded;
        }

        @Override
        public void step(CellSlots slots, Memory m, int step, int first, int end, Scratch scratch) {
            float[] z = slots.gates(m);
            float[] before = slots.before(m, step);
            float[] after = slots.after(m, step);
            float[] c = slots.carry(m);
            float[] work = slots.work(m);
            int offset = slots.offset(step);
            int firstGates = offset + first * gateStride;
            u.multiplyAdd(end - first, before, first * stateStride, stateStride, z, firstGates, gateStride, scratch);
            for (int r = first; r < end; r++) {
                int state = state(r);
                if (slots.isMasked(m, step, r)) {
                    PreparedCell.keep(before, after, state, padded);
                    continue;
                }
                int gates = offset + r * gateStride;
                int carry = r * padded;
                Gates.activate(recurrentActivation, kernels, z, gates, 3, units, scratch);
                Gates.activate(activation, kernels, z, gates + 3 * padded, 1, units, scratch);
                kernels.lstmCarry(z, gates, padded, c, state, work, carry);
                Gates.activate(activation, kernels, work, carry, 1, units, scratch);
                kernels.binary(Binary.MULTIPLY, z, gates + 2 * padded, work, carry, after, state, padded);
            }
        }
    }
}
