package io.github.cornu.importer.layer.weights;

import io.github.cornu.ModelException;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.ModelLayer;
import io.github.cornu.importer.layer.WeightOrder;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.importer.source.LayerWeights;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.importer.source.VariableTree;
import io.github.cornu.importer.source.WeightStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads the weights of a file into the layers of a model. */
public final class WeightLoader {
    private static final String OWN = "top_level_model_weights";

    private WeightLoader() {}

    /**
     * Fills the slots of all layers.
     *
     * @param byName whether layers find their weights by name, and not in turn; only where the file has groups of
     *     weights
     * @throws ModelException if weights are missing, left over, or of other layers
     */
    public static void load(ModelLayer model, WeightStore store, boolean byName) {
        if (store instanceof VariableTree tree) {
            VariableBinder.bind(model, tree);
        } else if (store instanceof LayerWeights weights) {
            bindOwn(model, weights);
            if (byName) {
                byName(model, weights);
            } else {
                inTurn(model, weights);
            }
        }
    }

    /** The weights that a model of a class of its own has beside its layers. */
    private static void bindOwn(ModelLayer model, LayerWeights weights) {
        List<WeightSlot> slots = WeightOrder.own(model);
        List<NamedWeight> stored = slots.isEmpty() ? List.of() : weights.weights(OWN);
        if (stored.size() != slots.size()) {
            throw new ModelException("the file has " + stored.size() + " weights in '" + OWN + "', expected "
                    + slots.stream().map(WeightSlot::name).toList());
        }
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).set(stored.get(i).weight());
        }
    }

    private static void byName(ModelLayer model, LayerWeights weights) {
        Map<KerasLayer, String> groups =
                LayerGroups.of(model.layers(), weights, model.config().writer());
        for (KerasLayer layer : model.layers()) {
            bind(layer, weights, groups.get(layer));
        }
    }

    private static void bind(KerasLayer layer, LayerWeights weights, String stored) {
        try {
            WeightBinder.bind(layer, weights.weights(stored), Backends.isKeras1(weights));
        } catch (ModelException e) {
            throw e.at(layer.config().path(), layer.config().className());
        }
    }

    /** The layers of the model that have weights, and those of the file, one by one. */
    private static void inTurn(ModelLayer model, LayerWeights weights) {
        List<KerasLayer> layers = model.layers().stream()
                .filter(layer -> !WeightOrder.of(layer).isEmpty())
                .toList();
        List<String> stored = new ArrayList<>();
        for (String name : weights.layerNames()) {
            List<NamedWeight> own = weights.weights(name);
            if (!own.isEmpty()) {
                stored.add(name);
            }
        }
        if (layers.size() != stored.size()) {
            throw new ModelException("the model has " + layers.size() + " layers with weights "
                    + layers.stream().map(layer -> layer.config().name()).toList() + ", the file with weights has "
                    + stored.size() + " " + stored);
        }
        for (int i = 0; i < layers.size(); i++) {
            bind(layers.get(i), weights, stored.get(i));
        }
    }
}
