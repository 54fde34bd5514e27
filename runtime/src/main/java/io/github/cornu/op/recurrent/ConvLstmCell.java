package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.ImageRows;
import io.github.cornu.op.Memory;
import io.github.cornu.op.SharedImages;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.Target;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.op.convolutional.OrderedKernel;
import io.github.cornu.op.convolutional.PackedKernel;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.WindowMap;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Convolutional long short-term memory (Shi et al. 2015), as the Keras ConvLSTM1D, 2D and 3D compute it: an {@link
 * LstmCell} whose inputs and states are images of one to three spatial axes, channels last, and whose products are
 * convolutions. That of the state has strides and dilation 1 and the padding {@code same}.
 *
 * <p>Each gate is the sum of two convolutions, of x with the bias and of h, each as {@link
 * io.github.cornu.op.convolutional.Convolution} has it without Winograd's filtering.
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
        PackedKernel[] w = pack(target, inputs, windows, added);
        PackedKernel[] u = pack(target, recurrent, recurrentWindows(), null);
        int fingerprint =
                Gates.withSlopes(Gates.fingerprint(inputs, recurrent, added), activation, recurrentActivation);
        return new Packed(target.kernels(), new SharedImages(target.team()), w, u, fingerprint);
    }

    /** Each gate as a kernel of its own. */
    private PackedKernel[] pack(Target target, float[] values, Windows over, float[] added) {
        int filters = filters();
        OrderedKernel ordered = OrderedKernel.of(values, GATES * filters, over, target);
        return IntStream.of(ORDER)
                .mapToObj(gate -> ordered.pack(gate * filters, 1, filters, added))
                .toArray(PackedKernel[]::new);
    }

    /** The windows over the state. */
    private Windows recurrentWindows() {
        return Windows.dense(windows.size(), Collections.nCopies(windows.axes(), 1), Padding.SAME);
    }

    private final class Packed implements PackedCell {
        private final Kernels kernels;
        private final SharedImages images;
        private final PackedKernel[] w;
        private final PackedKernel[] u;
        private final int fingerprint;

        Packed(Kernels kernels, SharedImages images, PackedKernel[] w, PackedKernel[] u, int fingerprint) {
            this.kernels = kernels;
            this.images = images;
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
            return Stream.of(w, u)
                    .flatMap(Stream::of)
                    .mapToLong(PackedKernel::bytes)
                    .sum();
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
        private final ImageRows[] inputs;
        private final ImageRows[] states;
        private final int size;
        private final int padded;

        Bound(Packed cell, Shape sequences) {
            this.cell = cell;
            this.kernels = cell.kernels;
            Shape state = stateShape(sequences);
            this.inputs = convolutions(cell.w, windows, sequences.remove(1));
            this.states = convolutions(cell.u, recurrentWindows(), state.insert(0, 1));
            this.size = state.size();
            this.padded = Gates.padded(size);
        }

        private static ImageRows[] convolutions(PackedKernel[] gates, Windows windows, Shape images) {
            WindowMap map = new WindowMap(windows, images);
            return Arrays.stream(gates)
                    .map(gate -> gate.rows(map, images.length(-1), Activation.LINEAR))
                    .toArray(ImageRows[]::new);
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
                for (int gate = 0; gate < GATES; gate++) {
                    int to = zOffset + r * zStride + gate * size;
                    cell.images.run(inputs[gate], x, xOffset + r * xStride, z, to, scratch);
                }
            }
        }

        /** Adds the convolution of one state to all gates. */
        private void convolve(float[] h, int offset, float[] z, int zOffset, Scratch scratch) {
            float[] sums = scratch.strip(0, size);
            for (int gate = 0; gate < GATES; gate++) {
                cell.images.run(states[gate], h, offset, sums, 0, scratch);
                int to = zOffset + gate * size;
                kernels.binary(Binary.ADD, z, to, sums, 0, z, to, size);
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
                convolve(before, state, z, gates, scratch);
                recurrentActivation.apply(kernels, z, gates, 3 * pixels, filters, scratch);
                activation.apply(kernels, z, gates + 3 * size, pixels, filters, scratch);
                kernels.lstmCarry(z, gates, size, c, state, work, state);
                activation.apply(kernels, work, state, pixels, filters, scratch);
                kernels.binary(Binary.MULTIPLY, z, gates + 2 * size, work, state, after, state, size);
            }
        }
    }
}
