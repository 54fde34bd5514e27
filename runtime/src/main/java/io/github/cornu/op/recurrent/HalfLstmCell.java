package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Target;
import java.util.List;

/**
 * An {@link LstmCell} whose operations are rounded to a type of 16 bits. A gate is (x W + h U) + b.
 *
 * @param cell its weights, which are rounded too, and its functions
 * @param biasFirst whether a gate is (x W + b) + h U, as in implementation 1 of Keras
 */
public record HalfLstmCell(LstmCell cell, Rounding rounding, boolean biasFirst) implements HalfCell {
    /** Written out, since the first {@code hashCode()} that Java itself makes takes some 20 ms of a process's start. */
    @Override
    public int hashCode() {
        return cell.hashCode();
    }

    @Override
    public PackedCell prepare(Target target) {
        PreparedLstm prepared = new PreparedLstm(target.kernels());
        return prepared.packed(List.of(cell.activation(), cell.recurrentActivation()), prepared.bias);
    }

    private final class PreparedLstm extends HalfPart {
        private final float[] bias;

        PreparedLstm(Kernels kernels) {
            super(rounding, kernels, cell.kernel(), cell.recurrentKernel());
            bias = half.rounded(cell.bias());
        }

        @Override
        void step(CellSlots slots, Memory m, int step, int sample, float[] room) {
            float[] z = slots.gates(m);
            float[] work = slots.work(m);
            float[] c = slots.carry(m);
            float[] h = slots.after(m, step);
            int state = sample * Gates.padded(units);
            int recurrent = sample * gates;
            int input = slots.offset(step) + sample * gates;
            int forget = input + units;
            int candidate = forget + units;
            int output = candidate + units;
            half.product(recurrentKernel, 0, gates, slots.before(m, step), state, work, recurrent, room);
            half.add(z, input, biasFirst ? bias : null, 0, gates);
            half.add(z, input, work, recurrent, gates);
            half.add(z, input, biasFirst ? null : bias, 0, gates);
            half.apply(cell.recurrentActivation(), z, input, units, room);
            half.apply(cell.recurrentActivation(), z, forget, units, room);
            half.apply(cell.activation(), z, candidate, units, room);
            half.apply(cell.recurrentActivation(), z, output, units, room);
            half.round(c, state, units);
            half.multiply(c, state, z, forget, units);
            half.multiply(z, input, z, candidate, units);
            half.add(c, state, z, input, units);
            System.arraycopy(c, state, h, state, units);
            half.apply(cell.activation(), h, state, units, room);
            half.multiply(h, state, z, output, units);
        }
    }
}
