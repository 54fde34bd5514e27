package io.github.cornu;

import io.github.cornu.graph.LayerInfo;
import io.github.cornu.tensor.Rows;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The states of a model's recurrent layers at one moment, a row for each sample of the batch. A value: it belongs to no
 * session and no thread, and a later call does not change it. Do not write to its tensors. Methods that change
 * something return another state.
 *
 * <pre>{@code
 * byte[] stored = session.state().toBytes();
 * session.restore(State.fromBytes(stored));
 * State two = State.join(List.of(one, other)); // two sessions of one sample as one batch
 * }</pre>
 *
 * <p>It remembers which weights it was computed with, and does not go into a model with others; see {@link
 * #withoutModel}.
 */
public final class State {
    /** {@link #model} of a state that does not know its model. */
    public static final long UNKNOWN_MODEL = 0;

    private final long model;
    private final List<Entry> entries;

    /**
     * One state of one layer.
     *
     * @param layer path of the layer, for instance {@code encoder/lstm_1}
     * @param index 0 for the output h; for an LSTM 1 is the carry c
     * @param value shape (batch, units)
     * @param grows whether axis 1 of the value is steps of the stream so far: as many as the sample has that has most
     */
    public record Entry(String layer, int index, Tensor value, boolean grows) {
        public Entry {
            Objects.requireNonNull(layer);
            if (value.shape().rank() < 1) {
                throw new ModelException("the state " + index + " of layer '" + layer + "' has no axis for the batch");
            }
        }

        /** A state that does not grow with the stream. */
        public Entry(String layer, int index, Tensor value) {
            this(layer, index, value, false);
        }

        Entry with(Tensor other) {
            return new Entry(layer, index, other, grows);
        }
    }

    /**
     * A state that does not know its model.
     *
     * @param entries in the order of the layers
     * @throws ModelException if a state of a layer is there twice
     */
    public State(List<Entry> entries) {
        this(UNKNOWN_MODEL, entries);
    }

    /**
     * A state that was stored somewhere.
     *
     * @param model what {@link #model} was
     * @param entries in the order of the layers
     * @throws ModelException if a state of a layer is there twice
     */
    public State(long model, List<Entry> entries) {
        Objects.requireNonNull(entries, "entries");
        this.model = model;
        this.entries = List.copyOf(entries);
        for (int i = 0; i < this.entries.size(); i++) {
            Entry entry = this.entries.get(i);
            if (find(entry.layer(), entry.index()) != entry) {
                throw new ModelException("two states " + entry.index() + " of layer '" + entry.layer() + "'");
            }
        }
    }

    /** All of them, in the order of the layers. */
    public List<Entry> entries() {
        return entries;
    }

    /** A number computed from the weights that the states come from, or {@link #UNKNOWN_MODEL}. */
    public long model() {
        return model;
    }

    /**
     * This state without the memory of its model, so that a model with the same layers and other weights goes on from
     * it, for instance one that was trained again.
     */
    public State withoutModel() {
        return new State(UNKNOWN_MODEL, entries);
    }

    /**
     * A state of a layer.
     *
     * @return shape (batch, units)
     * @throws ModelException if there is none of that name and number
     */
    public Tensor get(String layer, int index) {
        Objects.requireNonNull(layer, "layer");
        return entry(layer, index).value();
    }

    private Entry entry(String layer, int index) {
        Entry entry = find(layer, index);
        if (entry == null) {
            throw new ModelException("there is no state " + index + " of a layer '" + layer + "'");
        }
        return entry;
    }

    /** The first one of that name and number, or null. */
    private Entry find(String layer, int index) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.index() == index && entry.layer().equals(layer)) {
                return entry;
            }
        }
        return null;
    }

    /**
     * This state with another value of one state of a layer.
     *
     * @throws ModelException if there is none of that name and number, or the value has another shape
     */
    public State with(String layer, int index, Tensor value) {
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(value, "value");
        Entry old = entry(layer, index);
        if (!old.value().shape().equals(value.shape())) {
            throw new ModelException("the state " + index + " of layer '" + layer + "' has the shape "
                    + old.value().shape() + ", not " + value.shape());
        }
        return map(entry -> entry == old ? value : entry.value());
    }

    /** This state with zeros in all states of a layer, or of all layers inside a model or a wrapper. */
    public State withZeros(String layer) {
        Objects.requireNonNull(layer, "layer");
        if (entries.stream().noneMatch(entry -> LayerInfo.isIn(entry.layer(), layer))) {
            throw new ModelException("there is no state of a layer '" + layer + "'");
        }
        return map(entry -> LayerInfo.isIn(entry.layer(), layer)
                ? Tensor.zeros(entry.value().shape())
                : entry.value());
    }

    /**
     * How many samples it is of.
     *
     * @throws ModelException if layers have states of different numbers of samples
     */
    public int rows() {
        int rows = entries.isEmpty() ? 0 : entries.get(0).value().shape().length(0);
        for (Entry entry : entries) {
            if (entry.value().shape().length(0) != rows) {
                throw new ModelException("layer '" + entry.layer() + "' has states of "
                        + entry.value().shape().length(0) + " samples, layer '"
                        + entries.get(0).layer() + "' of " + rows);
            }
        }
        return rows;
    }

    /**
     * The states of these samples, in this order; a sample may be there several times.
     *
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public State rows(int... samples) {
        Objects.requireNonNull(samples, "samples");
        requireRows(samples);
        return map(entry -> Rows.of(entry.value(), samples));
    }

    /** This state with zeros for these samples. */
    public State withZeroRows(int... samples) {
        Objects.requireNonNull(samples, "samples");
        return withRows(zeros(samples.length), samples);
    }

    /**
     * This state with the states of other samples at these places.
     *
     * @param other as many samples as there are places
     * @throws ModelException if the layers or shapes differ
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public State withRows(State other, int... places) {
        Objects.requireNonNull(other, "other");
        Objects.requireNonNull(places, "places");
        if (other.rows() != places.length) {
            throw new ModelException("states of " + other.rows() + " samples for " + places.length + " places");
        }
        requireRows(places);
        requireSameLayers(other);
        return map(entry -> {
            Tensor given = other.get(entry.layer(), entry.index());
            List<Tensor> both = GrowingStates.stretched(entry.grows(), List.of(entry.value(), given));
            return Rows.with(both.get(0), both.get(1), places);
        });
    }

    private void requireRows(int... samples) {
        int count = rows();
        for (int sample : samples) {
            Objects.checkIndex(sample, count);
        }
    }

    /** Zeros for that many samples, for the same layers. */
    public State zeros(int samples) {
        return map(entry -> Tensor.zeros(entry.value().shape().with(0, samples)));
    }

    /**
     * The samples of several states after each other.
     *
     * @throws ModelException if the layers, the shapes or the models differ, or there are no states
     */
    public static State join(List<State> states) {
        Objects.requireNonNull(states, "states");
        if (states.isEmpty()) {
            throw new ModelException("no states to join");
        }
        State first = states.get(0);
        for (State state : states) {
            first.requireSameLayers(state);
            if (state.model != first.model) {
                throw new ModelException("the states are of models with different weights");
            }
            state.rows();
        }
        return first.map(entry -> Rows.join(GrowingStates.stretched(
                entry.grows(),
                states.stream()
                        .map(state -> state.get(entry.layer(), entry.index()))
                        .toList())));
    }

    private void requireSameLayers(State other) {
        if (other.entries.size() != entries.size()) {
            throw new ModelException("states of " + other.entries.size() + " entries, expected " + entries.size());
        }
        for (Entry entry : entries) {
            Shape own = entry.value().shape();
            Shape shape = entry.grows() ? own.with(1, Shape.FREE) : own;
            Shape given = other.get(entry.layer(), entry.index()).shape();
            if (!shape.with(0, Shape.FREE).accepts(given)) {
                throw new ModelException("the state " + entry.index() + " of layer '" + entry.layer()
                        + "' has the shape " + given + ", expected " + shape.with(0, Shape.FREE));
            }
        }
    }

    private State map(Function<Entry, Tensor> value) {
        List<Entry> changed = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            changed.add(entry.with(value.apply(entry)));
        }
        return new State(model, changed);
    }

    /** All of it as bytes, to be stored or sent; {@link #fromBytes} is the way back. */
    public byte[] toBytes() {
        return StateBytes.write(this);
    }

    /**
     * The state that became these bytes.
     *
     * @throws ModelException if they are damaged, or something else
     */
    public static State fromBytes(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return StateBytes.read(bytes);
    }

    /** True where layers, shapes, bits and the model are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof State state && model == state.model && entries.equals(state.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {model, entries});
    }

    /** The layers and their states' shapes. */
    @Override
    public String toString() {
        List<String> texts = entries.stream()
                .map(entry -> entry.layer() + " " + entry.index() + " "
                        + entry.value().shape())
                .toList();
        return "State" + texts;
    }
}
