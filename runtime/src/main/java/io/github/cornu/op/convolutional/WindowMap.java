package io.github.cornu.op.convolutional;

import io.github.cornu.op.Checks;
import io.github.cornu.tensor.Shape;
import java.util.stream.IntStream;

/**
 * For fixed input shapes: which input position each element of each window is. Windows and elements are numbered in
 * row-major order; positions count without batch and channels. Immutable.
 */
public final class WindowMap {
    private static final int AXES = 3;

    private final int[] in = {1, 1, 1};
    private final int[] out = {1, 1, 1};
    private final int[] size = {1, 1, 1};
    private final int[] stride = {1, 1, 1};
    private final int[] dilation = {1, 1, 1};
    private final int[] before = {0, 0, 0};
    private final int[] positions;

    /** Windows with fewer than three spatial axes have axes of length 1 in front. */
    public WindowMap(Windows windows, Shape input) {
        int skipped = AXES - windows.axes();
        if (skipped < 0) {
            throw new IllegalArgumentException("windows over " + windows.axes() + " axes");
        }
        for (int axis = 0; axis < windows.axes(); axis++) {
            int length = input.length(axis + 1);
            in[skipped + axis] = length;
            out[skipped + axis] = windows.outputLength(axis, length);
            size[skipped + axis] = windows.size().get(axis);
            stride[skipped + axis] = windows.strides().get(axis);
            dilation[skipped + axis] = windows.dilation().get(axis);
            before[skipped + axis] = windows.paddingBefore(axis, length);
        }
        positions = new int[Math.multiplyExact(windows(), elements())];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = locate(i / elements(), i % elements());
        }
    }

    /**
     * The position of each element of each window, in row-major order, in an input (batch, spatial axes…, any) whose
     * spatial axes are fixed; -1: in the padding. Positions are in row-major order too, without batch and channels.
     */
    public static int[] positions(Windows windows, Shape input) {
        Checks.rank(input, windows.axes() + 2);
        return new WindowMap(windows, input).positions.clone();
    }

    /** How many positions the input has. */
    public int inputs() {
        return Math.multiplyExact(Math.multiplyExact(in[0], in[1]), in[2]);
    }

    /** How many windows there are. */
    public int windows() {
        return Math.multiplyExact(Math.multiplyExact(out[0], out[1]), out[2]);
    }

    /** How many elements a window has. */
    public int elements() {
        return size[0] * size[1] * size[2];
    }

    /** True where window i is exactly element i of the input. */
    boolean isIdentity() {
        return elements() == 1
                && windows() == inputs()
                && IntStream.range(0, positions.length).allMatch(i -> positions[i] == i);
    }

    /**
     * The input position of element i mod {@link #elements()} of window i / {@link #elements()}; -1: in the padding.
     */
    public int position(int i) {
        return positions[i];
    }

    /** All positions, which the caller may not change. */
    public int[] positions() {
        return positions;
    }

    /** The windows that lie in the input: those of some slices, rows and columns, the three spatial axes. */
    record Inside(int firstSlice, int endSlice, int firstRow, int endRow, int firstColumn, int endColumn) {
        static final Inside NONE = new Inside(0, 0, 0, 0, 0, 0);

        boolean hasSlice(int slice) {
            return slice >= firstSlice && slice < endSlice;
        }

        boolean has(int slice, int row, int column) {
            return hasSlice(slice) && row >= firstRow && row < endRow && column >= firstColumn && column < endColumn;
        }

        int columns() {
            return endColumn - firstColumn;
        }

        int windows() {
            return (endSlice - firstSlice) * (endRow - firstRow) * columns();
        }
    }

    int slices() {
        return out[0];
    }

    int rows() {
        return out[1];
    }

    int columns() {
        return out[2];
    }

    /** The first row of the input that the windows of a row reach, within the input. */
    int firstInput(int row) {
        return Math.min(in[1], Math.max(0, row * stride[1] - before[1]));
    }

    /** The row after the last one of the input that the windows of a row reach, within the input. */
    int endInput(int row) {
        int last = row * stride[1] - before[1] + (size[1] - 1) * dilation[1];
        return Math.min(in[1], Math.max(0, last + 1));
    }

    /** The windows without an element in the padding. */
    Inside inside() {
        return new Inside(firstInside(0), endInside(0), firstInside(1), endInside(1), firstInside(2), endInside(2));
    }

    private int firstInside(int axis) {
        return Math.min(out[axis], (before[axis] + stride[axis] - 1) / stride[axis]);
    }

    private int endInside(int axis) {
        int room = in[axis] + before[axis] - (size[axis] - 1) * dilation[axis] - 1;
        int end = room < 0 ? 0 : Math.min(out[axis], room / stride[axis] + 1);
        return Math.max(firstInside(axis), end);
    }

    /** The numbers of the other windows, ascending. */
    int[] windowsOutside(Inside inside) {
        return IntStream.range(0, windows())
                .filter(i -> !inside.has(i / (out[1] * out[2]), i / out[2] % out[1], i % out[2]))
                .toArray();
    }

    /** The position of the first element of a window in the input. */
    int start(int slice, int row, int column) {
        int a = slice * stride[0] - before[0];
        int b = row * stride[1] - before[1];
        return (a * in[1] + b) * in[2] + column * stride[2] - before[2];
    }

    /** Positions from a window to the one in the next row. */
    int rowDistance() {
        return stride[1] * in[2];
    }

    /** Positions from a window to the next one in its row. */
    int columnDistance() {
        return stride[2];
    }

    /**
     * Where the elements of a window are, seen from its first one, channel by channel.
     *
     * @param channels of a position
     * @param part the first of them that are in the window
     */
    int[] taps(int channels, int part) {
        return taps(channels, part, dilation[0] * in[1] * in[2], dilation[1] * in[2]);
    }

    /**
     * The same in an input whose positions are others.
     *
     * @param sliceDistance positions from an element to that in the next slice of a window
     * @param rowDistance positions from an element to that in the next row of a window
     */
    int[] taps(int channels, int part, int sliceDistance, int rowDistance) {
        int[] taps = new int[elements() * part];
        for (int i = 0; i < taps.length; i++) {
            int element = i / part;
            int a = element / (size[1] * size[2]) * sliceDistance;
            int b = element / size[2] % size[1] * rowDistance;
            int c = element % size[2] * dilation[2];
            taps[i] = (a + b + c) * channels + i % part;
        }
        return taps;
    }

    /** Elements of a window along an axis. */
    int size(int axis) {
        return size[axis];
    }

    /** Positions from a window to the next one along an axis. */
    int stride(int axis) {
        return stride[axis];
    }

    /** Positions from an element of a window to the next one along an axis. */
    int dilation(int axis) {
        return dilation[axis];
    }

    /** The length of the input along an axis. */
    int length(int axis) {
        return in[axis];
    }

    /** Where a window begins along an axis; negative in the padding. */
    int origin(int axis, int window) {
        return window * stride[axis] - before[axis];
    }

    /** How many positions some windows span along an axis that follow each other. */
    int span(int axis, int windows) {
        return (windows - 1) * stride[axis] + (size[axis] - 1) * dilation[axis] + 1;
    }

    /** The positions of the elements of some windows; -1: in the padding. */
    int[] positions(int[] windows) {
        int[] some = new int[windows.length * elements()];
        for (int i = 0; i < windows.length; i++) {
            System.arraycopy(positions, windows[i] * elements(), some, i * elements(), elements());
        }
        return some;
    }

    private int locate(int window, int element) {
        int a = along(0, window / (out[1] * out[2]), element / (size[1] * size[2]));
        int b = along(1, window / out[2] % out[1], element / size[2] % size[1]);
        int c = along(2, window % out[2], element % size[2]);
        return a < 0 || b < 0 || c < 0 ? -1 : (a * in[1] + b) * in[2] + c;
    }

    private int along(int axis, int window, int element) {
        int position = window * stride[axis] + element * dilation[axis] - before[axis];
        return position < in[axis] ? position : -1;
    }
}
