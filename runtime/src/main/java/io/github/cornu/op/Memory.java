package io.github.cornu.op;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The arrays of one session. For one thread at a time. */
public final class Memory {
    private final Scratch scratch = new Scratch();
    private final Map<Object, Arguments> arguments = new WeakHashMap<>();
    private final Map<Object, float[][][]> arrays = new WeakHashMap<>();
    private float[][] slots = {};
    private float[][] states = {};
    private int[] rooms = {};
    private Boolean stateful;
    private boolean stream;

    /** The array in a slot; it may be longer than the tensor it holds. */
    public float[] slot(int index) {
        return slots[index];
    }

    /** The array of a state: a row for each sample of the batch. */
    public float[] state(int index) {
        return states[index];
    }

    /** How many steps a sample has room for in the array of a state that grows. */
    public int room(int index) {
        return rooms[index];
    }

    /**
     * Whether a layer continues from the state of the previous call; {@code layer} is what the file says of the layer.
     */
    public boolean keepsState(boolean layer) {
        return stateful == null ? layer : stateful;
    }

    /** Whether a call continues in the middle of a sequence: masked steps at its start repeat the previous output. */
    public boolean isStream() {
        return stream;
    }

    @SuppressWarnings("exports") // For the operations of this module.
    public Scratch scratch() {
        return scratch;
    }

    /** The tensors of a step that runs a function of the user, who may know their arrays from call to call. */
    public record Arguments(List<Tensor> inputs, Tensor output) {}

    /**
     * The tensors of a step, made at its first call.
     *
     * @param shapes of the inputs and, at the end, of the output
     */
    public Arguments arguments(Object step, Shape... shapes) {
        Arguments found = arguments.get(step);
        if (found == null) {
            List<Tensor> tensors = Arrays.stream(shapes).map(Tensor::zeros).toList();
            int inputs = tensors.size() - 1;
            found = new Arguments(List.copyOf(tensors.subList(0, inputs)), tensors.get(inputs));
            arguments.put(step, found);
        }
        return found;
    }

    /**
     * Arrays that a step keeps for itself, made at its first call.
     *
     * @param lengths of the arrays, in groups
     */
    public float[][][] arrays(Object step, int[][] lengths) {
        float[][][] found = arrays.get(step);
        if (found == null) {
            found = Arrays.stream(lengths)
                    .map(group -> Arrays.stream(group).mapToObj(float[]::new).toArray(float[][]::new))
                    .toArray(float[][][]::new);
            arrays.put(step, found);
        }
        return found;
    }

    /**
     * Sets the arrays; for sessions.
     *
     * @param newRooms of the states that grow: for how many steps of a sample there is room
     */
    public void use(float[][] newSlots, float[][] newStates, int[] newRooms) {
        // Nothing is stored that is there: with the collector G1, storing an object costs as much as many operations.
        if (slots != newSlots) {
            slots = newSlots;
        }
        if (states != newStates) {
            states = newStates;
            rooms = newRooms;
        }
    }

    /** What overrides {@link #keepsState}, or null. */
    public Boolean stateful() {
        return stateful;
    }

    /** Overrides what the layers say of {@link #keepsState}; null: each layer as its file says. */
    public void setStateful(Boolean value) {
        stateful = value;
    }

    /** Says that each call continues in the middle of a sequence. */
    public void setStream(boolean value) {
        stream = value;
    }
}
