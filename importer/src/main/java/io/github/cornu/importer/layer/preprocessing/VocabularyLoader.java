package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.ModelLayer;
import io.github.cornu.importer.layer.weights.ObjectPaths;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.VariableTree;
import java.util.Map;
import java.util.Set;

/** Gives layers the vocabularies that an archive keeps beside the weights. */
public final class VocabularyLoader {
    private final ModelSource source;
    private final LayerFactory factory;
    private Set<String> written;

    private VocabularyLoader(ModelSource source, LayerFactory factory) {
        this.source = source;
        this.factory = factory;
    }

    /**
     * Fills all layers of a model that have no vocabulary in their config.
     *
     * @param factory is told of layers that the file has no vocabulary for
     * @throws ModelException if a vocabulary is damaged
     */
    public static void load(ModelLayer model, ModelSource source, LayerFactory factory) {
        new VocabularyLoader(source, factory).visit(model, "");
    }

    private void visit(KerasLayer layer, String path) {
        if (layer instanceof VocabularyOwner owner && owner.needsVocabulary()) {
            fill(layer, owner, path);
        }
        if (contains(layer)) {
            Map<KerasLayer, String> places = ObjectPaths.of(layer, path, written(), Set.of());
            layer.children().values().forEach(child -> visit(child, places.getOrDefault(child, "")));
        }
    }

    /** Whether a layer inside needs a vocabulary. */
    private static boolean contains(KerasLayer layer) {
        return layer.children().values().stream()
                .anyMatch(
                        child -> child instanceof VocabularyOwner owner && owner.needsVocabulary() || contains(child));
    }

    private Set<String> written() {
        if (written == null) {
            written = source.weights() instanceof VariableTree tree ? tree.paths() : Set.of();
        }
        return written;
    }

    private void fill(KerasLayer layer, VocabularyOwner owner, String path) {
        String text = path.isEmpty() ? null : source.vocabulary(path);
        if (text == null) {
            factory.problem(layer.config(), new UnsupportedModelException("a vocabulary that is not in the file"));
            return;
        }
        try {
            owner.setVocabulary(VocabularyLines.of(text, layer.config().writer()));
        } catch (UnsupportedModelException e) {
            factory.problem(layer.config(), e);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    null, layer.config().label(), layer.config().className(), e.getMessage(), e);
        }
    }
}
