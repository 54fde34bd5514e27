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
    /** Floating-point operations of u h + (1 - u) g. */
    private static final long CARRY = 4;

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
    public long flops(Shape sequences) {
        long reset = resetAfter ? 2 : 1;
        return Flops.products(kernel, recurrentKernel, 1)
                + units() * (2 * Flops.one(recurrentActivation) + Flops.one(activation) + reset + CARRY);
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
    public PackedCell prepare(Target target) {
        float[] inputs = kernel.read();
        float[] recurrent = recurrentKernel.read();
        float[] added = Checks.read(bias);
        float[] recurrentAdded = Checks.read(recurrentBias);
        int fingerprint = Gates.withSlopes(
                Gates.fingerprint(inputs, recurrent, added, recurrentAdded), activation, recurrentActivation);
        boolean splits = activation.isElementwise() && recurrentActivation.isElementwise();
        if (resetAfter) {
            return PackedParts.of(target, fingerprint, units(), splits, recurrent.length, (first, count) -> {
                GateColumns columns = new GateColumns(GATES, units(), first, count, 0, 1, 2);
                PackedWeights w = columns.pack(target, inputs, features(), added);
                PackedWeights u = columns.pack(target, recurrent, units(), recurrentAdded);
                return new PackedParts.Part(new ResetAfter(target.kernels(), columns, w, u), w, u);
            });
        }
        GateColumns columns = new GateColumns(GATES, units(), 0, units(), 0, 1, 2);
        PackedWeights w = columns.pack(target, inputs, features(), added);
        PackedWeights gates = columns.with(0, 1).pack(target, recurrent, units(), null);
        PackedWeights candidate = columns.with(2).pack(target, recurrent, units(), null);
        return PackedParts.of(
                fingerprint,
                new PackedParts.Part(
                        new ResetBefore(target.kernels(), columns, w, gates, candidate), w, gates, candidate));
    }

    private final class ResetAfter extends DensePart {
        private final PackedWeights u;

        ResetAfter(Kernels kernels, GateColumns columns, PackedWeights w, PackedWeights u) {
            super(kernels, columns, w);
            this.u = u;
        }

        @Override
        public int workStride() {
            return gateStride;
        }

        @Override
        public void step(CellSlots slots, Memory m, int step, int first, int end, Scratch scratch) {
            float[] z = slots.gates(m);
            float[] before = slots.before(m, step);
            float[] after = slots.after(m, step);
            float[] work = slots.work(m);
            int offset = slots.offset(step);
            int rows = end - first;
            u.multiply(rows, before, first * stateStride, stateStride, work, first * gateStride, gateStride, scratch);
            for (int r = first; r < end; r++) {
                int state = state(r);
                PreparedCell.keep(before, after, state, padded);
                if (slots.isMasked(m, step, r)) {
                    continue;
                }
                int gates = offset + r * gateStride;
                int recurrent = r * gateStride;
                int reset = gates + padded;
                int candidate = gates + 2 * padded;
                kernels.binary(Binary.ADD, z, gates, work, recurrent, z, gates, 2 * padded);
                Gates.activate(recurrentActivation, kernels, z, gates, 2, units, scratch);
                kernels.multiplyAdd(z, reset, work, recurrent + 2 * padded, z, candidate, padded);
                Gates.activate(activation, kernels, z, candidate, 1, units, scratch);
                kernels.gruState(z, gates, z, candidate, after, state, padded);
            }
        }
    }

    /** All units, since each candidate needs the reset gates of all. */
    private final class ResetBefore extends DensePart {
        private final PackedWeights gates;
        private final PackedWeights candidate;

        ResetBefore(
                Kernels kernels, GateColumns columns, PackedWeights w, PackedWeights gates, PackedWeights candidate) {
            super(kernels, columns, w);
            this.gates = gates;
            this.candidate = candidate;
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
            float[] work = slots.work(m);
            int offset = slots.offset(step);
            int rows = end - first;
            int from = first * padded;
            int firstGates = offset + first * gateStride;
            gates.multiplyAdd(rows, before, from, padded, z, firstGates, gateStride, scratch);
            for (int r = first; r < end; r++) {
                int state = r * padded;
                PreparedCell.keep(before, after, state, padded);
                if (slots.isMasked(m, step, r)) {
                    Arrays.fill(work, state, state + padded, 0f);
                    continue;
                }
                int at = offset + r * gateStride;
                Gates.activate(recurrentActivation, kernels, z, at, 2, units, scratch);
                kernels.binary(Binary.MULTIPLY, z, at + padded, before, state, work, state, padded);
            }
            candidate.multiplyAdd(rows, work, from, padded, z, firstGates + 2 * padded, gateStride, scratch);
            for (int r = first; r < end; r++) {
                if (!slots.isMasked(m, step, r)) {
                    int at = offset + r * gateStride;
                    Gates.activate(activation, kernels, z, at + 2 * padded, 1, units, scratch);
                    kernels.gruState(z, at, z, at + 2 * padded, after, r * padded, padded);
                }
            }
        }
    }
}
