package io.github.cornu.op.custom;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Target;
import io.github.cornu.op.recurrent.CellSlots;
import io.github.cornu.op.recurrent.DenseCell;
import io.github.cornu.op.recurrent.Gates;
import io.github.cornu.op.recurrent.PackedCell;
import io.github.cornu.op.recurrent.PackedParts;
import io.github.cornu.op.recurrent.PreparedCell;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A recurrent cell that the user of the library wrote in Java. It computes one time step of one sample from copies of
 * its input and its states, which are all zeros where a sequence begins; the first state is also the output.
 *
 * <p>All sessions of a model call it, many threads at once, for different samples of one call too. It keeps nothing
 * from call to call but the states. Its bits are the same on all kernels; to have them on every JDK and CPU, use {@link
 * StrictMath} in place of {@link Math} where they differ.
 *
 * @param features numbers of an input
 * @param units numbers of the output and of each state
 * @param states how many: 1 or 2
 * @param weights what it computes with, so that states of other weights are refused
 * @param body what it computes
 * @param named what {@code .cornu} files have of it; null if it is not from {@link JavaFunctions}
 */
@SuppressWarnings("exports") // How it is run is for the recurrent layers of this module.
public record JavaCell(int features, int units, int states, List<Weight> weights, Body body, NamedFunction named)
        implements DenseCell {
    /** One time step. */
    @FunctionalInterface
    public interface Body {
        /**
         * Computes the next states.
         *
         * @param x the input
         * @param states the states after the step before
         * @param next takes the states after this step; all zeros before. The first one is the output
         */
        void step(float[] x, float[][] states, float[][] next);
    }

    public JavaCell {
        Objects.requireNonNull(body);
        weights = List.copyOf(weights);
        if (features < 0 || units < 1 || states < 1 || states > 2) {
            throw new IllegalArgumentException("a cell of " + features + " features, " + units + " units and " + states
                    + " states; it has one state or two");
        }
    }

    /** A cell that does not declare its weights: states that other weights computed are not refused. */
    public static JavaCell of(int features, int units, int states, Body body) {
        return new JavaCell(features, units, states, List.of(), body, null);
    }

    /** This cell with other weights, and a name or null. */
    public JavaCell with(List<Weight> others, NamedFunction origin) {
        return new JavaCell(features, units, states, others, body, origin);
    }

    @Override
    public List<String> stateNames() {
        return List.of("h", "c").subList(0, states);
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public PackedCell prepare(Target target) {
        int fingerprint = Gates.fingerprint(weights.stream().map(Weight::read).toArray(float[][]::new));
        return new PackedParts(fingerprint, -1, new PreparedCell[] {new PreparedJavaCell(this)});
    }

    private static final class PreparedJavaCell implements PreparedCell {
        private final JavaCell cell;
        /**
         * What one thread gives to the body: x, the states, the next states. Arrays of floats only, since threads keep
         * them after this library is unloaded, and would keep its classes, too.
         */
        private final ThreadLocal<float[][][]> arrays;

        PreparedJavaCell(JavaCell cell) {
            this.cell = cell;
            this.arrays = ThreadLocal.withInitial(() -> new float[][][] {
                new float[1][cell.features], new float[cell.states][cell.units], new float[cell.states][cell.units]
            });
        }

        @Override
        public int units() {
            return cell.units;
        }

        @Override
        public int gateStride() {
            return cell.features;
        }

        @Override
        public int workStride() {
            return 0;
        }

        @Override
        public void project(
                int rows, float[] x, int xOffset, int xStride, float[] z, int zOffset, int zStride, Scratch scratch) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, xOffset + r * xStride, z, zOffset + r * zStride, cell.features);
            }
        }

        @Override
        public void step(CellSlots slots, Memory m, int step, int first, int end, Scratch scratch) {
            float[] z = slots.gates(m);
            float[] before = slots.before(m, step);
            float[] after = slots.after(m, step);
            float[] c = cell.states > 1 ? slots.carry(m) : null;
            int offset = slots.offset(step);
            float[][][] own = arrays.get();
            float[] x = own[0][0];
            float[][] states = own[1];
            float[][] next = own[2];
            int padded = Gates.padded(cell.units);
            for (int r = first; r < end; r++) {
                if (slots.isMasked(m, step, r)) {
                    PreparedCell.keep(before, after, r * padded, padded);
                    continue;
                }
                System.arraycopy(z, offset + r * cell.features, x, 0, cell.features);
                for (int i = 0; i < cell.states; i++) {
                    System.arraycopy(i == 0 ? before : c, r * padded, states[i], 0, cell.units);
                    Arrays.fill(next[i], 0f);
                }
                try {
                    cell.body.step(x, states, next);
                    for (int i = 0; i < cell.states; i++) {
                        System.arraycopy(next[i], 0, i == 0 ? after : c, r * padded, cell.units);
                    }
                } catch (Exception e) {
                    throw new IllegalArgumentException("its Java cell failed: " + e, e);
                }
            }
        }
    }
}
