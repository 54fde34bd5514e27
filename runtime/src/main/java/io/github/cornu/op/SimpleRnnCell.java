package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.List;

/**
 * A fully connected recurrent cell: h' = activation(x W + h U + b), the bias first, then the products with x and those
 * with h, in ascending order, one multiply-add each.
 *
 * @param kernel W, shape (features, units)
 * @param recurrentKernel U, shape (units, units)
 * @param bias shape (units,), or null
 */
public record SimpleRnnCell(Weight kernel, Weight recurrentKernel, Weight bias, Activation activation)
        implements DenseCell {
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
        return List.of(Gates.matrix(kernel, units(), 0), Gates.matrix(recurrentKernel, units(), 0));
    }

    @Override
    public PreparedCell prepare(Kernels kernels, WeightFormat format) {
        int units = units();
        float[] inputs = kernel.read();
        float[] recurrent = recurrentKernel.read();
        float[] added = Checks.read(bias);
        float[] start = added == null ? null : Gates.arrange(added, 0, 1, 1, units, 0);
        PackedWeights w = Gates.pack(kernels, format, inputs, features(), 1, units, start, 0);
        PackedWeights u = Gates.pack(kernels, format, recurrent, units, 1, units, null, 0);
        return new PreparedSimpleRnn(kernels, units, w, u, Gates.fingerprint(inputs, recurrent, added));
    }

    private final class PreparedSimpleRnn implements PreparedCell {
        private final Kernels kernels;
        private final int units;
        private final int padded;
        private final PackedWeights w;
        private final PackedWeights u;
        private final int fingerprint;

        PreparedSimpleRnn(Kernels kernels, int units, PackedWeights w, PackedWeights u, int fingerprint) {
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
            return padded;
        }

        @Override
        public int workStride() {
            return 0;
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
            u.multiplyAdd(rows, h, 0, padded, z, zOffset, padded, scratch);
            for (int r = 0; r < rows; r++) {
                if (!PreparedCell.isMasked(mask, maskOffset, maskStride, r)) {
                    int gates = zOffset + r * padded;
                    Gates.activate(activation, kernels, z, gates, 1, units, scratch);
                    System.arraycopy(z, gates, h, r * padded, padded);
                }
            }
        }
    }
}
