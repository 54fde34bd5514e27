package io.github.cornu.importer.source.hdf5;

import io.github.cornu.ModelException;
import io.github.cornu.State;
import io.github.cornu.tensor.Tensor;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.api.WritableDataset;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Files of states: datasets of floats in the root group and nothing else, since Python's simple loader takes everything
 * there for a state. All that Cornu adds are small attributes.
 */
public final class H5States {
    private static final String VERSION_ATTRIBUTE = "cornu_version";
    private static final String MODEL_ATTRIBUTE = "cornu_model";
    private static final String NOTE_ATTRIBUTE = "cornu_note";
    private static final String LAYER_ATTRIBUTE = "layer";
    private static final int VERSION = 1;

    static {
        H5Logging.start();
    }

    private H5States() {}

    /**
     * Reads a file, one of Python's among them.
     *
     * @throws ModelException if it is not there, is damaged, or holds something else; without the name of the file
     */
    public static StateContent read(Path path) {
        try (H5File file = H5File.open(path)) {
            checkVersion(file.root());
            List<StateContent.Dataset> datasets = new ArrayList<>();
            for (Node node :
                    H5Faults.guarded("the file", () -> file.root().getChildren().values())) {
                datasets.add(dataset(file, node));
            }
            datasets.sort(Comparator.comparing(StateContent.Dataset::name));
            return new StateContent(model(H5File.text(file.root(), MODEL_ATTRIBUTE)), datasets);
        }
    }

    private static void checkVersion(Node root) {
        if (!H5File.hasAttribute(root, VERSION_ATTRIBUTE)) {
            return;
        }
        Object version = H5Faults.guarded(
                "the file", () -> root.getAttribute(VERSION_ATTRIBUTE).getData());
        if (!(version instanceof Integer number) || number != VERSION) {
            throw new ModelException("the file has version " + version + " of the states' format, known is " + VERSION);
        }
    }

    private static long model(String text) {
        try {
            return text == null ? State.UNKNOWN_MODEL : Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException e) {
            throw new ModelException("the attribute '" + MODEL_ATTRIBUTE + "' is no number: " + text, e);
        }
    }

    private static StateContent.Dataset dataset(H5File file, Node node) {
        if (!(node instanceof Dataset dataset)) {
            throw new ModelException("the group '" + node.getName() + "' is no state; is this a file of states?");
        }
        if (!(H5Faults.guarded(node.getName(), dataset::getDataType) instanceof FloatingPoint)) {
            throw new ModelException("the dataset '" + node.getName() + "' does not hold floating-point numbers");
        }
        H5Weight values = new H5Weight(file, dataset);
        if (values.shape().rank() < 1) {
            throw new ModelException("the dataset '" + node.getName() + "' has no axis for the batch");
        }
        Tensor value = Tensor.of(values.read(), values.shape());
        return new StateContent.Dataset(node.getName(), H5File.text(node, LAYER_ATTRIBUTE), value);
    }

    /**
     * Writes a file.
     *
     * @param content at least one dataset, none without elements: jhdf cannot write those
     * @param note a remark for readers of the file, or null
     * @throws ModelException if jhdf cannot write it; a part of the file may be there then
     * @throws IOException if the file system cannot
     */
    public static void write(Path path, StateContent content, String note) throws IOException {
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putAttribute(VERSION_ATTRIBUTE, VERSION);
            if (content.model() != State.UNKNOWN_MODEL) {
                file.putAttribute(MODEL_ATTRIBUTE, String.format("%016x", content.model()));
            }
            if (note != null) {
                file.putAttribute(NOTE_ATTRIBUTE, note);
            }
            for (StateContent.Dataset dataset : content.datasets()) {
                WritableDataset written = file.putDataset(dataset.name(), nested(dataset.value(), 0, 0));
                if (dataset.layer() != null) {
                    written.putAttribute(LAYER_ATTRIBUTE, dataset.layer());
                }
            }
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new ModelException("it cannot be written: " + e.getMessage(), e);
        }
    }

    /** Arrays of arrays, from an axis on, whose floats start there. */
    private static Object nested(Tensor tensor, int axis, int start) {
        int rank = tensor.shape().rank();
        int[] lengths = tensor.shape().axes(axis, rank).lengths();
        Object array = Array.newInstance(float.class, lengths);
        if (lengths.length == 1) {
            System.arraycopy(tensor.data(), start, array, 0, lengths[0]);
            return array;
        }
        int size = tensor.shape().size(axis + 1, rank);
        for (int i = 0; i < lengths[0]; i++) {
            Array.set(array, i, nested(tensor, axis + 1, start + i * size));
        }
        return array;
    }
}
