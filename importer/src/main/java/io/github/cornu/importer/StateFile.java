package io.github.cornu.importer;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.State;
import io.github.cornu.importer.StateSlots.Slot;
import io.github.cornu.importer.source.ModelFiles;
import io.github.cornu.importer.source.hdf5.H5States;
import io.github.cornu.importer.source.hdf5.StateContent;
import io.github.cornu.output.Durability;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * States in HDF5 files, which Python can write and read as well: a dataset {@code states_{layer}_{number}} for each
 * state, shape (batch, units), in the root group. The layer is its place in {@code model.layers} of Keras, where input
 * layers count in functional models and not in Sequential; of an LSTM number 0 is h and 1 is c.
 *
 * <p>Layers inside models and wrappers have their place after that of the outer layer: {@code states_2.0_1}. So have
 * what streams keep for convolutions. An attribute of the file says then that it is not for Python's simple loader.
 *
 * <pre>{@code
 * StateFile.save(Path.of("states.h5"), session.state(), model);
 * session.restore(StateFile.load(Path.of("states.h5"), model)); // in another process, or after Python has written it
 * }</pre>
 *
 * <p>Safe for any number of threads; of several that save to one place at once, the last one wins.
 */
public final class StateFile {
    private static final String NOTE = "Not for loaders that expect states_{layer}_{state}: layers inside models and"
            + " wrappers, and steps kept for convolutions, are states_{layer}.{inner}_{state}";

    private StateFile() {}

    /**
     * Writes a state. The file appears, or replaces the old one, when it is complete, was read back and is on the disk.
     *
     * @param path of a file that is not there, or no model; that of {@link #load} may be given again
     * @param model the model that the state is of
     * @throws ModelException if the state is not of such a model, is of no samples, or the file cannot be written;
     *     there is no new file then
     */
    public static void save(Path path, State state, Model model) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(model, "model");
        try (NewFiles files = new NewFiles(Durability.SYNCED)) {
            save(files, path, state, model);
            files.commit();
        }
    }

    /**
     * As {@link #save(Path, State, Model)}, together with other files.
     *
     * @throws ModelException as the other method does; none of the files can be committed then
     */
    public static void save(NewFiles files, Path path, State state, Model model) {
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(model, "model");
        files.add(path, temporary -> {
            ModelFiles.checkNoModel(path);
            write(temporary, content(state, new StateSlots(model)));
        });
    }

    /**
     * Refuses a place where no states can be saved, before they are computed.
     *
     * @throws ModelException if no file can be written there, or a model is there
     */
    public static void check(Path path) {
        Objects.requireNonNull(path, "path");
        NewFiles.check(path);
        ModelFiles.checkNoModel(path);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static StateContent content(State state, StateSlots slots) {
        List<StateContent.Dataset> datasets = new ArrayList<>();
        for (Slot slot : slots.of(state)) {
            Tensor value = state.get(slot.key().layer(), slot.key().index());
            check(slot, "its state " + slot.key().index(), value.shape());
            if (!slot.isEmpty()) {
                datasets.add(new StateContent.Dataset(slot.dataset(), slot.key().layer(), value));
            }
        }
        if (state.rows() == 0) {
            throw new ModelException("the states are of no samples: save them after the first call");
        }
        datasets.sort(Comparator.comparing(StateContent.Dataset::name));
        return new StateContent(state.model(), datasets);
    }

    private static void check(Slot slot, String what, Shape shape) {
        if (!slot.shape().accepts(shape)) {
            String problem = what + " has the shape " + shape + ", expected " + slot.shape();
            throw new ModelException(null, slot.key().layer(), null, problem, null);
        }
    }

    private static void write(Path temporary, StateContent content) throws IOException {
        boolean extended =
                content.datasets().stream().anyMatch(dataset -> dataset.name().contains("."));
        H5States.write(temporary, content, extended ? NOTE : null);
        if (!H5States.read(temporary).equals(content)) {
            throw new ModelException("it cannot be written: what was written reads differently");
        }
    }

    /**
     * Reads the state of a model, from a file of {@link #save} or of Python. A session takes it with {@link
     * io.github.cornu.Session#restore}, which refuses a state that other weights have computed; a file of Python does
     * not tell the weights.
     *
     * @throws ModelException if the file is not there or damaged, or its states are not those of the model
     */
    public static State load(Path path, Model model) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(model, "model");
        try {
            return state(H5States.read(path), new StateSlots(model));
        } catch (ModelException e) {
            throw e.in(name(path));
        }
    }

    private static State state(StateContent content, StateSlots slots) {
        Map<String, StateContent.Dataset> byName = new TreeMap<>();
        content.datasets().forEach(dataset -> byName.put(dataset.name(), dataset));
        List<Slot> places = slots.of(Set.copyOf(byName.keySet()));
        List<State.Entry> entries = new ArrayList<>();
        int samples = content.datasets().get(0).value().shape().length(0);
        for (Slot slot : places) {
            Tensor value = slot.isEmpty()
                    ? Tensor.zeros(slot.shape().with(0, samples))
                    : checked(slot, byName.get(slot.dataset()));
            entries.add(new State.Entry(slot.key().layer(), slot.key().index(), value, slot.grows()));
        }
        State state = new State(content.model(), entries);
        if (state.rows() == 0) {
            throw new ModelException("the states are of no samples");
        }
        return state;
    }

    private static Tensor checked(Slot slot, StateContent.Dataset dataset) {
        String what = "the dataset '" + dataset.name() + "'";
        String layer = slot.key().layer();
        if (dataset.layer() != null && !dataset.layer().equals(layer)) {
            String problem = what + " is of a layer '" + dataset.layer() + "'";
            throw new ModelException(null, layer, null, problem, null);
        }
        check(slot, what, dataset.value().shape());
        return dataset.value();
    }

    /**
     * What is in a file.
     *
     * @param model number of the model that the states were computed with, or {@link State#UNKNOWN_MODEL}
     * @param datasets in the order of their names
     */
    public record Content(long model, List<Dataset> datasets) {}

    /**
     * One state of one layer.
     *
     * @param name for instance {@code states_1_0}
     * @param layer path of the layer, or null if the file does not tell
     * @param value its first axis is the batch
     */
    public record Dataset(String name, String layer, Tensor value) {}

    /**
     * Reads what is in a file, whatever model it is of.
     *
     * @throws ModelException if it is not there, damaged, or holds something else than states
     */
    public static Content read(Path path) {
        Objects.requireNonNull(path, "path");
        try {
            StateContent content = H5States.read(path);
            content.datasets().forEach(dataset -> StateSlots.checkName(dataset.name()));
            return new Content(
                    content.model(),
                    content.datasets().stream()
                            .map(dataset -> new Dataset(dataset.name(), dataset.layer(), dataset.value()))
                            .toList());
        } catch (ModelException e) {
            throw e.in(name(path));
        }
    }
}
