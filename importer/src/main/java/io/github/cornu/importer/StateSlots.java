package io.github.cornu.importer;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.State;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which states a session of a model may have, and the datasets for them: {@code states_{layer}_{number}}, with {@link
 * StateIndices}. What only streams keep, Python has no states for; it is written as something inside its layer, {@code
 * states_3.0_1}.
 */
final class StateSlots {
    private static final Pattern NAME = Pattern.compile("states_\\d+(\\.\\d+)*_\\d+");

    private final StateIndices indices;
    private final Set<Key> ofCalls = new HashSet<>();
    /** Of the layers that the file calls stateful, of all recurrent layers, of a stream. */
    private final List<List<Slot>> choices = new ArrayList<>();

    /** A state in a model: the layer and the number. */
    record Key(String layer, int index) {
        static Key of(State.Entry entry) {
            return new Key(entry.layer(), entry.index());
        }

        @Override
        public String toString() {
            return "state " + index + " of layer '" + layer + "'";
        }
    }

    /**
     * A place for a state.
     *
     * @param dataset name of its dataset
     * @param shape with a free batch, and any number of steps if it grows
     * @param grows whether axis 1 is steps of the stream
     */
    record Slot(Key key, String dataset, Shape shape, boolean grows) {
        /** Nothing is in it, and it is not written. */
        boolean isEmpty() {
            return !grows && shape.with(0, 1).size() == 0;
        }
    }

    StateSlots(Model model) {
        indices = new StateIndices(model.layers());
        State all = model.newSession().stateful(true).state();
        all.entries().forEach(entry -> ofCalls.add(Key.of(entry)));
        List<Slot> recurrent = slots(all);
        choices.add(slots(model.newSession().state()));
        choices.add(recurrent);
        try {
            choices.add(slots(model.newSession().stream().state()));
        } catch (ModelException e) {
            // It has no stream.
        }
        choices.removeIf(slots -> slots.stream().allMatch(Slot::isEmpty));
        if (choices.isEmpty()) {
            throw new ModelException("the model has no states");
        }
    }

    /** @throws ModelException if no dataset of states has that name */
    static void checkName(String dataset) {
        if (!NAME.matcher(dataset).matches()) {
            throw new ModelException("the dataset '" + dataset + "' is no state; is this a file of states?");
        }
    }

    private List<Slot> slots(State state) {
        return state.entries().stream().map(this::slot).toList();
    }

    private Slot slot(State.Entry entry) {
        Key key = Key.of(entry);
        String index = indices.of(key.layer()) + (ofCalls.contains(key) ? "" : ".0");
        Shape own = entry.value().shape().with(0, Shape.FREE);
        Shape shape = entry.grows() ? own.with(1, Shape.FREE) : own;
        return new Slot(key, "states_" + index + "_" + key.index(), shape, entry.grows());
    }

    /**
     * The places for these states.
     *
     * @throws ModelException if they are not all that a session has, and no others
     */
    List<Slot> of(State state) {
        Set<Key> keys = state.entries().stream().map(Key::of).collect(Collectors.toSet());
        return find(slots -> slots, keys, Slot::key);
    }

    /**
     * The places for these datasets.
     *
     * @throws ModelException as {@link #of(State)} does
     */
    List<Slot> of(Set<String> datasets) {
        return find(StateSlots::written, datasets, Slot::dataset);
    }

    private static List<Slot> written(List<Slot> slots) {
        return slots.stream().filter(slot -> !slot.isEmpty()).toList();
    }

    private <T> List<Slot> find(UnaryOperator<List<Slot>> part, Set<T> given, Function<Slot, T> name) {
        if (given.isEmpty()) {
            throw new ModelException("there are no states");
        }
        List<Slot> closest = null;
        for (List<Slot> slots : choices) {
            Set<T> names = part.apply(slots).stream().map(name).collect(Collectors.toSet());
            if (names.equals(given)) {
                return slots;
            }
            closest = closest == null && names.containsAll(given) ? slots : closest;
        }
        if (closest == null) {
            throw foreign(given, name);
        }
        Slot missing = part.apply(closest).stream()
                .filter(slot -> !given.contains(name.apply(slot)))
                .findFirst()
                .orElseThrow();
        String what = name.apply(missing) instanceof String dataset
                ? "the dataset '" + dataset + "'"
                : "its state " + missing.key().index();
        throw new ModelException(null, missing.key().layer(), null, what + " is missing", null);
    }

    private <T> ModelException foreign(Set<T> given, Function<Slot, T> name) {
        List<Slot> slots = choices.get(choices.size() - 1);
        List<T> names = slots.stream().map(name).toList();
        T foreign = given.stream()
                .filter(key -> !names.contains(key))
                .min(Comparator.comparing(Object::toString))
                .orElseThrow();
        String what = foreign instanceof String ? "the dataset '" + foreign + "'" : "the " + foreign;
        String known = slots.stream()
                .map(slot -> "'" + slot.key().layer() + "' (" + slot.dataset() + ")")
                .collect(Collectors.joining(", "));
        return new ModelException(what + " belongs to no layer of the model with states, which are " + known);
    }
}
