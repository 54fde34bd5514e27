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
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
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
    public long flops(Shape sequences) {
        return Flops.products(kernel, recurrentKernel, 1) + units() * Flops.one(activation);
    }

    @Override
    public List<WeightMatrix> matrices() {
        return List.of(Gates.matrix(kernel, units(), 0), Gates.matrix(recurrentKernel, units(), 0));
    }

    @Override
    public PackedCell prepare(Target target) {
        float[] inputs = kernel.read();
        float[] recurrent = recurrentKernel.read();
        float[] added = Checks.read(bias);
        int fingerprint = Gates.withSlopes(Gates.fingerprint(inputs, recurrent, added), activation);
        return PackedParts.of(
                target, fingerprint, units(), activation.isElementwise(), recurrent.length, (first, count) -> {
                    GateColumns columns = new GateColumns(1, units(), first, count, 0);
                    PackedWeights w = columns.pack(target, inputs, features(), added);
                    PackedWeights u = columns.pack(target, recurrent, units(), null);
                    return new PackedParts.Part(new PreparedSimpleRnn(target.kernels(), columns, w, u), w, u);
                });
    }

    private final class PreparedSimpleRnn extends DensePart {
        private final PackedWeights u;

        PreparedSimpleRnn(Kernels kernels, GateColumns columns, PackedWeights w, PackedWeights u) {
            super(kernels, columns, w);
            this.u = u;
        }

        @Override
        public int workStride() {
            return 0;
        }

        @Override
        public void step(CellSlots slots, Memory m, int step, int first, int end, Scratch scratch) {
            float[] z = slots.gates(m);
            float[] before = slots.before(m, step);
            float[] after = slots.after(m, step);
            int offset = slots.offset(step);
            int firstGates = offset + first * gateStride;
            u.multiplyAdd(end - first, before, first * stateStride, stateStride, z, firstGates, gateStride, scratch);
            for (int r = first; r < end; r++) {
                if (slots.isMasked(m, step, r)) {
                    PreparedCell.keep(before, after, state(r), padded);
                } else {
                    int gates = offset + r * gateStride;
                    Gates.activate(activation, kernels, z, gates, 1, units, scratch);
                    System.arraycopy(z, gates, after, state(r), padded);
                }
            }
        }
    }
}
