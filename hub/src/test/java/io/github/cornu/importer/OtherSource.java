package io.github.cornu.importer;

import io.github.cornu.importer.source.Architecture;
import io.github.cornu.importer.source.LayerWeights;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.importer.source.VariableTree;
import io.github.cornu.importer.source.WeightStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model's file as it is; subclasses change something. */
abstract class OtherSource implements ModelSource {
    private final ModelSource source;

    OtherSource(ModelSource source) {
        this.source = source;
    }

    /**
     * A weight of the changed file.
     *
     * @param owner the layer, or the path of the object
     * @param index among the weights of the owner
     */
    abstract NamedWeight changed(String owner, int index, NamedWeight weight);

    /** All weights of a file, by their owners. */
    static Map<String, List<NamedWeight>> all(WeightStore store) {
        Map<String, List<NamedWeight>> all = new LinkedHashMap<>();
        if (store instanceof LayerWeights layers) {
            layers.layerNames().forEach(layer -> all.put(layer, layers.weights(layer)));
        } else if (store instanceof VariableTree tree) {
            tree.objects().forEach((path, variables) -> all.put(path, variables.weights()));
        }
        return all;
    }

    private List<NamedWeight> changed(String owner, List<NamedWeight> weights) {
        List<NamedWeight> changed = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            changed.add(changed(owner, i, weights.get(i)));
        }
        return changed;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Architecture architecture() {
        return source.architecture();
    }

    @Override
    public String vocabulary(String path) {
        return source.vocabulary(path);
    }

    @Override
    public WeightStore weights() {
        if (source.weights() instanceof LayerWeights layers) {
            return new ChangedLayers(layers);
        }
        Map<String, VariableTree.Variables> objects = new LinkedHashMap<>();
        ((VariableTree) source.weights())
                .objects()
                .forEach((path, variables) -> objects.put(
                        path,
                        new VariableTree.Variables(
                                variables.name(), changed(path, variables.weights()), variables.named())));
        return new VariableTree(objects);
    }

    @Override
    public void close() {
        // Whoever opened the file closes it.
    }

    private final class ChangedLayers implements LayerWeights {
        private final LayerWeights layers;

        ChangedLayers(LayerWeights layers) {
            this.layers = layers;
        }

        @Override
        public String kerasVersion() {
            return layers.kerasVersion();
        }

        @Override
        public String backend() {
            return layers.backend();
        }

        @Override
        public List<String> layerNames() {
            return layers.layerNames();
        }

        @Override
        public List<NamedWeight> weights(String layer) {
            return changed(layer, layers.weights(layer));
        }
    }
}
