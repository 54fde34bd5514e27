package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Target;
import java.util.List;

/**
 * A {@link GruCell} whose operations are rounded to a type of 16 bits. The products with the input and with the state,
 * each with its bias, are sums of their own also where the reset gate is applied before the product.
 *
 * @param cell its weights, which are rounded too, and its functions
 */
public record HalfGruCell(GruCell cell, Rounding rounding) implements HalfCell {
    /** Written out, since the first {@code hashCode()} that Java itself makes takes some 20 ms of a process's start. */
    @Override
    public int hashCode() {
        return cell.hashCode();
    }

    @Override
    public PackedCell prepare(Target target) {
        PreparedGru prepared = new PreparedGru(target.kernels());
        return prepared.packed(
                List.of(cell.activation(), cell.recurrentActivation()), prepared.bias, prepared.recurrentBias);
    }

    private final class PreparedGru extends HalfPart {
        private final float[] bias;
        private final float[] recurrentBias;

        PreparedGru(Kernels kernels) {
            super(rounding, kernels, cell.kernel(), cell.recurrentKernel());
            bias = half.rounded(cell.bias());
            recurrentBias = half.rounded(cell.recurrentBias());
        }

        @Override
        void step(CellSlots slots, Memory m, int step, int sample, float[] room) {
            float[] z = slots.gates(m);
            float[] work = slots.work(m);
            float[] h = slots.before(m, step);
            int state = sample * Gates.padded(units);
            int recurrent = sample * gates;
            int update = slots.offset(step) + sample * gates;
            int reset = update + units;
            int candidate = reset + units;
            int recurrentCandidate = recurrent + 2 * units;
            int known = cell.resetAfter() ? gates : 2 * units;
            half.product(recurrentKernel, 0, known, h, state, work, recurrent, room);
            half.add(z, update, bias, 0, gates);
            half.add(work, recurrent, recurrentBias, 0, known);
            half.add(z, update, work, recurrent, 2 * units);
            half.apply(cell.recurrentActivation(), z, update, units, room);
            half.apply(cell.recurrentActivation(), z, reset, units, room);
            if (cell.resetAfter()) {
                half.multiply(work, recurrentCandidate, z, reset, units);
            } else {
                half.multiply(z, reset, h, state, units);
                half.product(recurrentKernel, 2 * units, units, z, reset, work, recurrentCandidate, room);
            }
            half.add(z, candidate, work, recurrentCandidate, units);
            half.apply(cell.activation(), z, candidate, units, room);
            half.scale(-1f, 1f, z, update, work, recurrent, units);
            half.multiply(work, recurrent, z, candidate, units);
            half.multiply(z, update, h, state, units);
            half.add(z, update, work, recurrent, units);
            System.arraycopy(z, update, slots.after(m, step), state, units);
        }
    }
}
