package io.github.cornu;

import io.github.cornu.plan.Program;
import io.github.cornu.tensor.Shape;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the bytes of a stream's row are, as {@link StreamPool#writeRow} writes them: written once beside many rows, and
 * compared before they are read.
 *
 * <pre>{@code
 * byte[] layout = pool.rowLayout().toBytes();
 * later.readRow(stream, row, RowLayout.fromBytes(layout)); // of another pool, perhaps of another model
 * }</pre>
 *
 * <p>A row is, little-endian:
 *
 * <ul>
 *   <li>8 bytes: the {@linkplain State#model number of the model's weights},
 *   <li>the floats of its states, in the order of {@link #states},
 *   <li>if it keeps inputs: 4 bytes with how many of the {@link #inputsKept} steps there are, then the floats of each
 *   step, the oldest first, of all {@link #inputs} after each other; zeros for those that are not there yet.
 * </ul>
 *
 * Immutable and safe for any number of threads.
 */
public final class RowLayout {
    /** "CRL1", the last character being the version. */
    private static final int MAGIC = 0x314C5243;

    private final List<Part> states;
    private final List<Part> inputs;
    private final int inputsKept;
    private final int bytes;

    /**
     * A state of a layer, or an input.
     *
     * @param name path of the layer, or name of the input
     * @param index number of the state in the layer; 0 for an input
     * @param shape of one stream: without the batch axis, and without that of time
     */
    public record Part(String name, int index, Shape shape) {
        public Part {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(shape, "shape");
        }

        private boolean fits(Part other) {
            return index == other.index && shape.equals(other.shape);
        }

        /** How many bytes {@link #write} writes. */
        int bytes() {
            return utf8().length + (3 + shape.rank()) * Integer.BYTES;
        }

        private byte[] utf8() {
            return name.getBytes(StandardCharsets.UTF_8);
        }

        /** Writes the name, its length before it, the index, the rank and the lengths of the axes. */
        void write(ByteBuffer to) {
            byte[] utf8 = utf8();
            to.putInt(utf8.length).put(utf8).putInt(index).putInt(shape.rank());
            for (int length : shape.lengths()) {
                to.putInt(length);
            }
        }

        /**
         * The way back.
         *
         * @throws BufferUnderflowException or IllegalArgumentException if the bytes are damaged
         */
        static Part read(ByteBuffer from) {
            byte[] utf8 = new byte[count(from.getInt(), from)];
            from.get(utf8);
            int index = from.getInt();
            int[] lengths = new int[count(from.getInt(), from)];
            for (int axis = 0; axis < lengths.length; axis++) {
                lengths[axis] = from.getInt();
                if (lengths[axis] < 0) {
                    throw new IllegalArgumentException("an axis of " + lengths[axis]);
                }
            }
            return new Part(new String(utf8, StandardCharsets.UTF_8), index, Shape.of(lengths));
        }

        /** A number of things that follow, each of a byte at least. */
        static int count(int count, ByteBuffer from) {
            if (count < 0 || count > from.remaining()) {
                throw new BufferUnderflowException();
            }
            return count;
        }
    }

    /**
     * @param states in the order of the layers
     * @param inputs in the order of the model; none if none are kept
     * @param inputsKept steps of the inputs that a row has room for
     */
    private RowLayout(List<Part> states, List<Part> inputs, int inputsKept) {
        this.states = List.copyOf(states);
        this.inputs = List.copyOf(inputs);
        this.inputsKept = inputsKept;
        long floats = Math.addExact(floats(states), Math.multiplyExact(floats(inputs), inputsKept));
        this.bytes = Math.toIntExact(
                Long.BYTES + Math.multiplyExact(floats, Float.BYTES) + (inputsKept == 0 ? 0 : Integer.BYTES));
    }

    /** @param kept the inputs of one step that rows keep */
    static RowLayout of(Program program, List<Shape> kept, int inputsKept) {
        List<Part> states = program.states().stream()
                .map(slot -> new Part(slot.layer(), slot.index(), slot.spec().shape()))
                .toList();
        List<Part> inputs = new ArrayList<>();
        for (Shape shape : kept) {
            inputs.add(new Part(program.inputs().get(inputs.size()).name(), 0, shape));
        }
        return new RowLayout(states, inputs, inputsKept);
    }

    private static long floats(List<Part> parts) {
        return parts.stream().mapToLong(part -> part.shape().size()).sum();
    }

    /** The states in the order of a row. */
    public List<Part> states() {
        return states;
    }

    /** The inputs of a step that are kept; none if none are. */
    public List<Part> inputs() {
        return inputs;
    }

    /** How many steps of the inputs a row has room for. */
    public int inputsKept() {
        return inputsKept;
    }

    /** How many bytes a row takes. */
    public int rowBytes() {
        return bytes;
    }

    /**
     * Whether rows have the same states, whatever inputs they keep. The names of layers may differ: Keras numbers them
     * anew in each process.
     *
     * @param written of rows that are there
     */
    public boolean hasStatesOf(RowLayout written) {
        Objects.requireNonNull(written, "written");
        return difference("state", states, written.states) == null;
    }

    /**
     * Checks that rows have {@linkplain #hasStatesOf the same states}.
     *
     * @param written of rows that are there
     * @throws ModelException if not; it names the first layer that differs
     */
    public void requireStates(RowLayout written) {
        Objects.requireNonNull(written, "written");
        require(difference("state", states, written.states));
    }

    /**
     * Whether the inputs that rows keep have the same shapes, whatever their names and their number of steps.
     *
     * @param written of rows that are there
     */
    public boolean hasInputsOf(RowLayout written) {
        Objects.requireNonNull(written, "written");
        return difference("input", inputs, written.inputs) == null;
    }

    /**
     * Checks that the inputs that rows keep have {@linkplain #hasInputsOf the same shapes}.
     *
     * @param written of rows that are there
     * @throws ModelException if not; it names the first input that differs
     */
    public void requireInputs(RowLayout written) {
        Objects.requireNonNull(written, "written");
        require(difference("input", inputs, written.inputs));
    }

    private static void require(String difference) {
        if (difference != null) {
            throw new ModelException(difference);
        }
    }

    /** What differs first, or null. */
    private static String difference(String what, List<Part> expected, List<Part> written) {
        for (int i = 0; i < Math.max(expected.size(), written.size()); i++) {
            Part here = i < expected.size() ? expected.get(i) : null;
            Part there = i < written.size() ? written.get(i) : null;
            if (here == null || there == null || !here.fits(there)) {
                return "the row was written with " + words(what, there) + ", expected " + words(what, here);
            }
        }
        return null;
    }

    private static String words(String what, Part part) {
        if (part == null) {
            return "no further " + what;
        }
        return what.equals("state")
                ? "the state " + part.index() + " of layer '" + part.name() + "' " + part.shape()
                : "the input '" + part.name() + "' " + part.shape();
    }

    /** All of it as bytes, to be stored beside rows; {@link #fromBytes} is the way back. */
    public byte[] toBytes() {
        int size = 4 * Integer.BYTES + bytes(states) + bytes(inputs);
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(MAGIC).putInt(inputsKept);
        put(states, buffer);
        put(inputs, buffer);
        return buffer.array();
    }

    private static int bytes(List<Part> parts) {
        return parts.stream().mapToInt(Part::bytes).sum();
    }

    private static void put(List<Part> parts, ByteBuffer buffer) {
        buffer.putInt(parts.size());
        parts.forEach(part -> part.write(buffer));
    }

    /**
     * The layout that became these bytes.
     *
     * @throws ModelException if they are damaged, or something else
     */
    public static RowLayout fromBytes(byte[] bytes) {
        ByteBuffer buffer =
                ByteBuffer.wrap(Objects.requireNonNull(bytes, "bytes")).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (buffer.getInt() != MAGIC) {
                throw new ModelException("these bytes are no layout of rows");
            }
            int kept = buffer.getInt();
            List<Part> states = parts(buffer);
            List<Part> inputs = parts(buffer);
            if (kept < 0 || kept == 0 != inputs.isEmpty() || buffer.hasRemaining()) {
                throw new IllegalArgumentException("kept: " + kept);
            }
            return new RowLayout(states, inputs, kept);
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            throw new ModelException("the bytes of the layout of rows are damaged", e);
        }
    }

    private static List<Part> parts(ByteBuffer buffer) {
        Part[] parts = new Part[Part.count(buffer.getInt(), buffer)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Part.read(buffer);
        }
        return List.of(parts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowLayout layout
                && inputsKept == layout.inputsKept
                && states.equals(layout.states)
                && inputs.equals(layout.inputs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(states, inputs, inputsKept);
    }

    /** The states, then the inputs that are kept, with their shapes. */
    @Override
    public String toString() {
        List<String> texts = states.stream().map(part -> words("state", part)).toList();
        List<String> kept = inputs.stream().map(part -> words("input", part)).toList();
        return "RowLayout" + texts + (inputsKept == 0 ? "" : " and the last " + inputsKept + " steps of " + kept);
    }
}
