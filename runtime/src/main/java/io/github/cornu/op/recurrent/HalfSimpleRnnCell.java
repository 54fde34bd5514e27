package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Target;
import java.util.List;

/**
 * A {@link SimpleRnnCell} whose operations are rounded to a type of 16 bits: h' = activation((x W + b) + h U).
 *
 * @param cell its weights, which are rounded too, and its function
 */
public record HalfSimpleRnnCell(SimpleRnnCell cell, Rounding rounding) implements HalfCell {
    /** Written out, since the first {@code hashCode()} that Java itself makes takes some 20 ms of a process's start. */
    @Override
    public int hashCode() {
        return cell.hashCode();
    }

    @Override
    public PackedCell prepare(Target target) {
        PreparedSimpleRnn prepared = new PreparedSimpleRnn(target.kernels());
        return prepared.packed(List.of(cell.activation()), prepared.bias);
    }

    private final class PreparedSimpleRnn extends HalfPart {
        private final float[] bias;

        PreparedSimpleRnn(Kernels kernels) {
            super(rounding, kernels, cell.kernel(), cell.recurrentKernel());
            bias = half.rounded(cell.bias());
        }

        @Override
        void step(CellSlots slots, Memory m, int step, int sample, float[] room) {
            float[] z = slots.gates(m);
            int at = slots.offset(step) + sample * gates;
            float[] work = slots.work(m);
            int recurrent = sample * gates;
            int state = sample * Gates.padded(units);
            half.product(recurrentKernel, 0, units, slots.before(m, step), state, work, recurrent, room);
            half.add(z, at, bias, 0, units);
            half.add(z, at, work, recurrent, units);
            half.apply(cell.activation(), z, at, units, room);
            System.arraycopy(z, at, slots.after(m, step), state, units);
        }
    }
}
