package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Memory;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.Target;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.WindowMap;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Gatherer;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Convolutional long short-term memory (Shi et al. 2015), as the Keras ConvLSTM1D, 2D and 3D compute it: an {@link
 * LstmCell} whose inputs and states are images of one to three spatial axes, channels last, and whose products are
 * convolutions. That of the state has strides and dilation 1 and the padding {@code same}.
 *
 * <p>Each gate is the bias, the products with x and then those with h, in ascending order (spatial axes…, channel), one
 * multiply-add each, padding counting as zeros.
 *
 * @param kernel shape (spatial axes…, input channels, 4 filters), gates i, f, c, o
 * @param recurrentKernel shape (spatial axes…, filters, 4 filters)
 * @param bias shape (4 filters,), or null
 * @param windows of the convolution of the inputs
 * @param channelsFirst whether the states have their channels in front where a caller sees them
 * @param keepsStates whether sessions can keep the states, which needs images of one shape
 */
public record ConvLstmCell(
        Weight kernel,
        Weight recurrentKernel,
        Weight bias,
        Windows windows,
        boolean channelsFirst,
        boolean keepsStates,
        Activation activation,
        Activation recurrentActivation)
        implements Cell {
    private static final int GATES = 4;
    /** i, f, o, c: what the recurrent activation works on lies together. */
    private static final int[] ORDER = {0, 1, 3, 2};
    /** The products read initial sums in whole vectors, which may end behind the last gate. */
    private static final int SLACK = 16;

    private int filters() {
        return recurrentKernel.shape().length(-2);
    }

    @Override
    public Shape stateShape(Shape inputs) {
        Checks.rank(inputs, windows.axes() + 3);
        Checks.lastAxis(inputs, kernel.shape().length(-2));
        Shape image = windows.outputShape(inputs.remove(1), filters());
        return image.remove(0);
    }

    @Override
    public List<String> stateNames() {
        return List.of("h", "c");
    }

    @Override
    public StateSpec state(String name, Shape shape) {
        int stride = Gates.padded(shape.size());
        if (!channelsFirst) {
            return new StateSpec(name, shape, stride);
        }
        Shape seen = Shape.of(filters()).append(shape.axes(0, shape.rank() - 1));
        return new StateSpec(name, seen, stride, StateSpec.Order.CHANNELS_FIRST, false);
    }

    @Override
    public long flops(Shape sequences) {
        Shape state = stateShape(sequences);
        return Flops.products(kernel, recurrentKernel, state.size(0, state.rank() - 1))
                + state.size() * Flops.lstm(activation, recurrentActivation);
    }

    @Override
    public List<WeightMatrix> matrices() {
        List<WeightMatrix> matrices = new ArrayList<>();
        for (int gate : ORDER) {
            int[] columns = WeightMatrix.range(gate * filters(), filters());
            matrices.add(WeightMatrix.ofColumns(kernel, columns));
            matrices.add(WeightMatrix.ofColumns(recurrentKernel, columns));
        }
        return matrices;
    }

    @Override
    public PackedCell prepare(Target target) {
        float[] inputs = kernel.read();
        float[] recurrent = recurrentKernel.read();
        float[] added = Checks.read(bias);
        PackedWeights[] w = pack(target, inputs, kernel.shape(), added);
        PackedWeights[] u = pack(target, recurrent, recurrentKernel.shape(), null);
        int fingerprint =
                Gates.withSlopes(Gates.fingerprint(inputs, recurrent, added), activation, recurrentActivation);
        return new Packed(target.kernels(), w, u, fingerprint);
    }

    /** Each gate as a matrix of its own. */
    private PackedWeights[] pack(Target target, float[] values, Shape shape, float[] added) {
        int filters = filters();
        int columns = GATES * filters;
        int depth = shape.size(0, shape.rank() - 1);
        PackedWeights[] gates = new PackedWeights[GATES];
        for (int i = 0; i < GATES; i++) {
            int first = ORDER[i] * filters;
            float[] start = added == null ? null : Arrays.copyOfRange(added, first, first + filters);
            gates[i] = target.packing().pack(values, first, columns, depth, filters, start);
        }
        return gates;
    }

    /** The windows over the state. */
    private Windows recurrentWindows() {
        return Windows.dense(windows.size(), Collections.nCopies(windows.axes(), 1), Padding.SAME);
    }

    private final class Packed implements PackedCell {
        private final Kernels kernels;
        private final PackedWeights[] w;
        private final PackedWeights[] u;
        private final int fingerprint;

        Packed(Kernels kernels, PackedWeights[] w, PackedWeights[] u, int fingerprint) {
            this.kernels = kernels;
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
            return PackedWeights.total(w) + PackedWeights.total(u);
        }

        @Override
        public PreparedCell[] bind(Shape inputs) {
            return new PreparedCell[] {new Bound(this, inputs)};
        }
    }

    /** For fixed shapes. A gate is as long as a state, without padding; the four lie one after the other. */
    private final class Bound implements PreparedCell {
        private final Packed cell;
        private final Kernels kernels;
        private final Gatherer inputs;
        private final Gatherer states;
        private final int size;
        private final int padded;

        Bound(Packed cell, Shape sequences) {
            this.cell = cell;
            this.kernels = cell.kernels;
            Shape state = stateShape(sequences);
            this.inputs = gatherer(windows, sequences.remove(1));
            this.states = gatherer(recurrentWindows(), state.insert(0, 1));
            this.size = state.size();
            this.padded = Gates.padded(size);
        }

        private static Gatherer gatherer(Windows windows, Shape images) {
            WindowMap map = new WindowMap(windows, images);
            int channels = images.length(-1);
            return new Gatherer(map.positions(), map.elements(), channels, channels);
        }

        @Override
        public int units() {
            return size;
        }

        @Override
        public int gateStride() {
            return GATES * size + SLACK;
        }

        @Override
        public int workStride() {
            return padded;
        }

        @Override
        public void project(
                int rows, float[] x, int xOffset, int xStride, float[] z, int zOffset, int zStride, Scratch scratch) {
            for (int r = 0; r < rows; r++) {
                convolve(inputs, cell.w, false, x, xOffset + r * xStride, z, zOffset + r * zStride, scratch);
            }
        }

        /** The convolution of one image for all gates, added to what is there or not. */
        private void convolve(
                Gatherer gatherer,
                PackedWeights[] weights,
                boolean adds,
                float[] x,
                int xOffset,
                float[] z,
                int zOffset,
                Scratch scratch) {
            int depth = gatherer.depth();
            int filters = filters();
            int block = Math.max(1, Math.min(gatherer.windows(), Gatherer.FLOATS_AT_ONCE / depth));
            float[] rows = scratch.row(block * depth);
            for (int first = 0; first < gatherer.windows(); first += block) {
                int count = Math.min(block, gatherer.windows() - first);
                gatherer.gather(x, xOffset, first, count, rows);
                for (int gate = 0; gate < GATES; gate++) {
                    int to = zOffset + gate * size + first * filters;
                    if (adds) {
                        weights[gate].multiplyAdd(count, rows, 0, depth, z, to, filters, scratch);
                    } else {
                        weights[gate].multiply(count, rows, 0, depth, z, to, filters, scratch);
                    }
                }
            }
        }

        @Override
        public void step(CellSlots slots, Memory m, int step, int first, int end, Scratch scratch) {
            float[] z = slots.gates(m);
            float[] before = slots.before(m, step);
            float[] after = slots.after(m, step);
            float[] c = slots.carry(m);
            float[] work = slots.work(m);
            int offset = slots.offset(step);
            int filters = filters();
            int pixels = size / filters;
            for (int r = first; r < end; r++) {
                int state = r * padded;
                if (slots.isMasked(m, step, r)) {
                    PreparedCell.keep(before, after, state, padded);
                    continue;
                }
                int gates = offset + r * gateStride();
                convolve(states, cell.u, true, before, state, z, gates, scratch);
                recurrentActivation.apply(kernels, z, gates, 3 * pixels, filters, scratch);
                activation.apply(kernels, z, gates + 3 * size, pixels, filters, scratch);
                kernels.lstmCarry(z, gates, size, c, state, work, state);
                activation.apply(kernels, work, state, pixels, filters, scratch);
                kernels.binary(Binary.MULTIPLY, z, gates + 2 * size, work, state, after, state, size);
            }
        }
    }
}
