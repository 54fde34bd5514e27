package io.github.cornu.op;

import io.github.cornu.kernel.Binary;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
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
    public List<WeightMatrix> matrices() {
        return List.of(Gates.matrix(kernel, units(), ORDER), Gates.matrix(recurrentKernel, units(), ORDER));
    }

    @Override
    public PreparedCell prepare(Kernels kernels, WeightFormat format) {
        int units = units();
        float[] inputs = kernel.read();
        float[] recurrent = recurrentKernel.read();
        float[] added = Checks.read(bias);
        float[] start = added == null ? null : Gates.arrange(added, 0, 1, GATES, units, ORDER);
        PackedWeights w = Gates.pack(kernels, format, inputs, features(), GATES, units, start, ORDER);
        PackedWeights u = Gates.pack(kernels, format, recurrent, units, GATES, units, null, ORDER);
        return new PreparedLstm(kernels, units, w, u, Gates.fingerprint(inputs, recurrent, added));
    }

    private final class PreparedLstm implements PreparedCell {
        private final Kernels kernels;
        private final int units;
        private final int padded;
        private final PackedWeights w;
        private final PackedWeights u;
        private final int fingerprint;

        PreparedLstm(Kernels kernels, int units, PackedWeights w, PackedWeights u, int fingerprint) {
            this.kernels = kernels;
            this.units = units;
            this.padded = Gates.padded(units);
            this.w = w;
            this.u = u;
            this.fingerprint = fingerprint;
        }

        @Override
        public int fingerprint() {
            return fingerprint;
        }

        @Override
        public long weightBytes() {
            return PackedWeights.total(w, u);
        }

        @Override
        public int gateStride() {
            return GATES * padded;
        }

        @Override
        public int workStride() {
            return padded;
        }

        @Override
        public void project(
                int rows, float[] x, int xOffset, int xStride, float[] z, int zOffset, int zStride, Scratch scratch) {
            w.multiply(rows, x, xOffset, xStride, z, zOffset, zStride, scratch);
        }

        @Override
        public void step(
                int rows,
                float[] z,
                int zOffset,
                float[] h,
                float[] c,
                float[] work,
                float[] mask,
                int maskOffset,
                int maskStride,
                Scratch scratch) {
            u.multiplyAdd(rows, h, 0, padded, z, zOffset, gateStride(), scratch);
            for (int r = 0; r < rows; r++) {
                if (PreparedCell.isMasked(mask, maskOffset, maskStride, r)) {
                    continue;
                }
                int gates = zOffset + r * gateStride();
                int state = r * padded;
                Gates.activate(recurrentActivation, kernels, z, gates, 3, units, scratch);
                Gates.activate(activation, kernels, z, gates + 3 * padded, 1, units, scratch);
                kernels.lstmCarry(z, gates, padded, c, state, work, 0);
                Gates.activate(activation, kernels, work, 0, 1, units, scratch);
                kernels.binary(Binary.MULTIPLY, z, gates + 2 * padded, work, 0, h, state, padded);
            }
        }
    }
}
