package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.KerasJson;
import io.github.cornu.importer.source.hdf5.H5File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens files of all forms, told apart by their content. */
public final class ModelFiles {
    private ModelFiles() {}

    /**
     * Opens a file.
     *
     * @throws ModelException with the name of the file, if it is not there, is damaged, or none of Keras
     */
    public static ModelSource open(SourceFile file) {
        ModelSource source = openAsItIs(file);
        return file.backend() == null ? source : new OnBackend(source, file.backend());
    }

    /**
     * Refuses to replace a model, or weights or an architecture of one, in whatever form.
     *
     * @param path where a file is to be written
     * @throws ModelException with the name of the file, if there is one
     */
    public static void checkNoModel(Path path) {
        refuse(path, isCornu(path) || isKeras(path));
    }

    /**
     * As {@link #checkNoModel}, but {@code .cornu} files may be replaced.
     *
     * @throws ModelException as the other method does
     */
    public static void checkNoKerasModel(Path path) {
        refuse(path, isKeras(path));
    }

    private static void refuse(Path path, boolean isThere) {
        if (isThere) {
            String problem = "it cannot be written: a model is there, which is not replaced";
            throw new ModelException(String.valueOf(path.getFileName()), null, null, problem, null);
        }
    }

    private static boolean isCornu(Path path) {
        return Files.exists(path) && SourceFile.of(path).isCornu();
    }

    private static boolean isKeras(Path path) {
        try {
            open(SourceFile.of(path)).close();
            return true;
        } catch (ModelException e) {
            return false;
        }
    }

    private static ModelSource openAsItIs(SourceFile file) {
        try {
            return switch (file.kind()) {
                case FOLDER -> folder(file);
                case HDF5 -> h5(file);
                case ZIP -> new ArchiveSource(file.name(), new ZipMembers(file));
                case JSON -> json(file);
                case CORNU ->
                    throw new ModelException(
                            "it is a .cornu file, a whole model whose architecture and weights cannot be had alone");
                case UNKNOWN -> throw new ModelException(OtherFiles.describe(file.head()));
            };
        } catch (ModelException e) {
            throw e.in(file.name());
        }
    }

    private static ModelSource folder(SourceFile file) {
        FolderMembers members = new FolderMembers(file.path());
        if (members.has("saved_model.pb")) {
            throw new UnsupportedModelException("it is a SavedModel of TensorFlow, which has no layers: save the model"
                    + " as .keras or .h5 in Python");
        }
        if (!members.has("config.json")) {
            throw new ModelException("it is a directory, but not an unzipped .keras archive: it has no 'config.json'");
        }
        return members.has(PresetSource.TASK)
                ? new PresetSource(file.name(), members)
                : new ArchiveSource(file.name(), members);
    }

    private static ModelSource h5(SourceFile file) {
        H5File h5 = file.openH5();
        try {
            if (LegacyH5Source.isThere(h5.root())) {
                return new LegacyH5Source(file.name(), h5);
            }
            if (NumberedWeights.areThere(h5.root())) {
                return new NumberedSource(file.name(), h5);
            }
            if (H5Variables.areThere(h5.root())) {
                return new VariablesSource(file.name(), List.of(h5));
            }
            throw new ModelException("the file has neither 'model_config' nor weights of a model: it is none of Keras");
        } catch (RuntimeException e) {
            h5.close();
            throw e;
        }
    }

    private static ModelSource json(SourceFile file) {
        KerasJson json = KerasJson.parse(file.text());
        if (json.isWeightMap()) {
            return new VariablesSource(
                    file.name(), Shards.open(json, shard -> file.sibling(shard).openH5()));
        }
        if (json.isBeforeKeras1()) {
            throw new UnsupportedModelException(OtherFiles.beforeKeras1());
        }
        if (!json.isArchitecture()) {
            throw new ModelException("the file is JSON, but no architecture of a model");
        }
        return new JsonSource(file.name(), json);
    }
}
