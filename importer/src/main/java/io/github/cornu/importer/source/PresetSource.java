package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.importer.config.ClassNames;
import io.github.cornu.importer.config.KerasJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task in a folder as {@code save_to_preset} of KerasHub writes it: its config lies beside that of its backbone, and
 * the weights that it has besides those of the backbone are in a file of their own.
 */
final class PresetSource implements ModelSource {
    static final String TASK = "task.json";
    private static final String WEIGHTS = "task.weights.h5";
    private static final String BACKBONE = "backbone";

    private final ArchiveSource backbone;
    private final Members members;
    private VariablesSource task;

    PresetSource(String name, Members members) {
        this.members = members;
        backbone = new ArchiveSource(name, members);
    }

    @Override
    public String name() {
        return backbone.name();
    }

    private KerasJson config() {
        try {
            return KerasJson.parse(members.open(TASK).text());
        } catch (ModelException e) {
            throw new ModelException("'" + TASK + "': " + e.getMessage(), e);
        }
    }

    @Override
    public Architecture architecture() {
        return new Architecture(config().text(), backbone.architecture().kerasVersion(), null);
    }

    /** The weights as one file of the whole task has them. */
    @Override
    public WeightStore weights() {
        Map<String, VariableTree.Variables> objects = new LinkedHashMap<>();
        if (members.has(WEIGHTS)) {
            objects.putAll(((VariableTree) task().weights()).objects());
        }
        String backboneClass = config().classOf(BACKBONE);
        if (backboneClass == null) {
            throw new ModelException("'" + TASK + "': the task has no '" + BACKBONE + "'");
        }
        String place = "layers/" + ClassNames.snakeCase(backboneClass);
        ((VariableTree) backbone.weights())
                .objects()
                .forEach((path, variables) -> objects.put(path.isEmpty() ? place : place + "/" + path, variables));
        return new VariableTree(objects);
    }

    private VariablesSource task() {
        if (task == null) {
            try {
                task = new VariablesSource(name(), List.of(members.open(WEIGHTS).openH5()));
            } catch (ModelException e) {
                throw new ModelException("'" + WEIGHTS + "': " + e.getMessage(), e);
            }
        }
        return task;
    }

    @Override
    public String vocabulary(String path) {
        return null;
    }

    @Override
    public void close() {
        try (ModelSource last = backbone) {
            if (task != null) {
                task.close();
            }
        }
    }
}
