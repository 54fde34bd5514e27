package io.github.cornu.op;

import io.github.cornu.kernel.Binary;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;
import java.util.List;

/**
 * Gated recurrent unit (Cho et al. 2014), as the Keras GRU computes it, with s the recurrent activation and a the
 * activation:
 *
 * <pre>
 * z = s(x W_z + h U_z + b_z)    r = s(x W_r + h U_r + b_r)    h' = z h + (1 - z) g
 * g = a(x W_h + (r h) U_h + b_h)            reset before the product
 * g = a(x W_h + b_h + r (h U_h + b'_h))     reset after it
 * </pre>
 *
 * Sums are in ascending order, one multiply-add each, from the bias. With reset before, the products with h go on where
 * those with x end; with reset after, h U + b' is a sum of its own.
 *
 * @param kernel W, shape (features, 3 units), gates z, r, h
 * @param recurrentKernel U, shape (units, 3 units)
 * @param bias b, shape (3 units,), or null
 * @param recurrentBias b', shape (3 units,), or null; only with reset after
 * @param resetAfter whether r is applied after the product with U
 */
public record GruCell(
        Weight kernel,
        Weight recurrentKernel,
        Weight bias,
        Weight recurrentBias,
        boolean resetAfter,
        Activation activation,
        Activation recurrentActivation)
        implements DenseCell {
    private static final int GATES = 3;

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
        return List.of("h");
    }

    @Override
    public List<WeightMatrix> matrices() {
        WeightMatrix all = Gates.matrix(kernel, units(), 0, 1, 2);
        if (resetAfter) {
            return List.of(all, Gates.matrix(recurrentKernel, units(), 0, 1, 2));
        }
        return List.of(all, Gates.matrix(recurrentKernel, units(), 0, 1), Gates.matrix(recurrentKernel, units(), 2));
    }

    @Override
    public PreparedCell prepare(Kernels kernels, WeightFormat format) {
        int units = units();
        float[] inputs = kernel.read();
        float[] recurrent = recurrentKernel.read();
        float[] added = Checks.read(bias);
        float[] recurrentAdded = Checks.read(recurrentBias);
        int fingerprint = Gates.fingerprint(inputs, recurrent, added, recurrentAdded);
        PackedWeights w = Gates.pack(kernels, format, inputs, features(), GATES, units, start(added), 0, 1, 2);
        if (resetAfter) {
            PackedWeights u =
                    Gates.pack(kernels, format, recurrent, units, GATES, units, start(recurrentAdded), 0, 1, 2);
            return new ResetAfter(kernels, w, u, fingerprint);
        }
        PackedWeights gates = Gates.pack(kernels, format, recurrent, units, GATES, units, null, 0, 1);
        PackedWeights candidate = Gates.pack(kernels, format, recurrent, units, GATES, units, null, 2);
        return new ResetBefore(kernels, w, gates, candidate, fingerprint);
    }

    private float[] start(float[] added) {
        return added == null ? null : Gates.arrange(added, 0, 1, GATES, units(), 0, 1, 2);
    }

    private abstract class PreparedGru implements PreparedCell {
        final Kernels kernels;
        final int units = units();
        final int padded = Gates.padded(units);
        final PackedWeights w;
        private final int fingerprint;

        PreparedGru(Kernels kernels, PackedWeights w, int fingerprint) {
            this.kernels = kernels;
            this.w = w;
            this.fingerprint = fingerprint;
        }

        @Override
        public int fingerprint() {
            return fingerprint;
        }

        @Override
        public int gateStride() {
            return GATES * padded;
        }

        @Override
        public void project(
                int rows, float[] x, int xOffset, int xStride, float[] z, int zOffset, int zStride, Scratch scratch) {
            w.multiply(rows, x, xOffset, xStride, z, zOffset, zStride, scratch);
        }
    }

    private final class ResetAfter extends PreparedGru {
        private final PackedWeights u;

        ResetAfter(Kernels kernels, PackedWeights w, PackedWeights u, int fingerprint) {
            super(kernels, w, fingerprint);
            this.u = u;
        }

        @Override
        public long weightBytes() {
            return PackedWeights.total(w, u);
        }

        @Override
        public int workStride() {
            return gateStride();
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
            u.multiply(rows, h, 0, padded, work, 0, gateStride(), scratch);
            for (int r = 0; r < rows; r++) {
                if (PreparedCell.isMasked(mask, maskOffset, maskStride, r)) {
                    continue;
                }
                int gates = zOffset + r * gateStride();
                int recurrent = r * gateStride();
                int reset = gates + padded;
                int candidate = gates + 2 * padded;
                kernels.binary(Binary.ADD, z, gates, work, recurrent, z, gates, 2 * padded);
                Gates.activate(recurrentActivation, kernels, z, gates, 2, units, scratch);
                kernels.multiplyAdd(z, reset, work, recurrent + 2 * padded, z, candidate, padded);
                Gates.activate(activation, kernels, z, candidate, 1, units, scratch);
                kernels.gruState(z, gates, z, candidate, h, r * padded, padded);
            }
        }
    }

    private final class ResetBefore extends PreparedGru {
        private final PackedWeights gates;
        private final PackedWeights candidate;

        ResetBefore(Kernels kernels, PackedWeights w, PackedWeights gates, PackedWeights candidate, int fingerprint) {
            super(kernels, w, fingerprint);
            this.gates = gates;
            this.candidate = candidate;
        }

        @Override
        public long weightBytes() {
            return PackedWeights.total(w, gates, candidate);
        }

        @Override
        public int workStride() {
            return padded;
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
            gates.multiplyAdd(rows, h, 0, padded, z, zOffset, gateStride(), scratch);
            for (int r = 0; r < rows; r++) {
                int at = zOffset + r * gateStride();
                if (PreparedCell.isMasked(mask, maskOffset, maskStride, r)) {
                    Arrays.fill(work, r * padded, (r + 1) * padded, 0f);
                    continue;
                }
                Gates.activate(recurrentActivation, kernels, z, at, 2, units, scratch);
                kernels.binary(Binary.MULTIPLY, z, at + padded, h, r * padded, work, r * padded, padded);
            }
            candidate.multiplyAdd(rows, work, 0, padded, z, zOffset + 2 * padded, gateStride(), scratch);
            for (int r = 0; r < rows; r++) {
                if (!PreparedCell.isMasked(mask, maskOffset, maskStride, r)) {
                    int at = zOffset + r * gateStride();
                    Gates.activate(activation, kernels, z, at + 2 * padded, 1, units, scratch);
                    kernels.gruState(z, at, z, at + 2 * padded, h, r * padded, padded);
                }
            }
        }
    }
}
