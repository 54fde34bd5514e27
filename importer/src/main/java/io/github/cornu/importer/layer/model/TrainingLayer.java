package io.github.cornu.importer.layer.model;

import io.github.cornu.importer.config.CallConfig;
import io.github.cornu.importer.config.FunctionalConfig;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.config.TensorRef;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A layer that only training needs: what {@code model.add_loss} and {@code add_metric} of Keras 2 put into a functional
 * model, and the functions that lead to nothing else. It is counted among the layers, and never called.
 */
final class TrainingLayer extends KerasLayer {
    private static final Set<String> ENDS = Set.of("AddLoss", "AddMetric");
    /** Layers without weights, which a file need not tell apart from those that are called. */
    private static final Set<String> FUNCTIONS = Set.of("TFOpLambda", "SlicingOpLambda", "TensorFlowOpLayer", "Lambda");

    TrainingLayer(LayerConfig config) {
        super(config);
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        throw new IllegalStateException("only training calls it");
    }

    /**
     * The names of such layers in a model. A class of the user that is called like one of Keras's is none, and neither
     * is one whose result something takes.
     *
     * @param factory knows what the user has registered
     */
    static Set<String> names(FunctionalConfig functional, LayerFactory factory) {
        Map<String, Set<String>> users = users(functional);
        Set<String> names = new HashSet<>();
        for (FunctionalConfig.Entry entry : functional.entries()) {
            LayerConfig layer = entry.layer();
            boolean isKeras2 = !layer.writer().isKeras3() && factory.custom().layer(layer.className()) == null;
            if (isKeras2 && ENDS.contains(layer.className()) && !users.containsKey(layer.name())) {
                names.add(layer.name());
            }
        }
        boolean found = !names.isEmpty();
        while (found) {
            found = false;
            for (FunctionalConfig.Entry entry : functional.entries()) {
                LayerConfig layer = entry.layer();
                found |= FUNCTIONS.contains(layer.className())
                        && users.containsKey(layer.name())
                        && names.containsAll(users.get(layer.name()))
                        && names.add(layer.name());
            }
        }
        return names;
    }

    /** Who takes the result of each layer: the names of layers, and an empty one for the model. */
    private static Map<String, Set<String>> users(FunctionalConfig functional) {
        Map<String, Set<String>> users = new HashMap<>();
        for (FunctionalConfig.Entry entry : functional.entries()) {
            for (CallConfig call : entry.calls()) {
                CallResults.references(call)
                        .forEach(tensor -> add(users, tensor, entry.layer().name()));
            }
        }
        functional.outputs().forEach(end -> add(users, end.tensor(), ""));
        return users;
    }

    private static void add(Map<String, Set<String>> users, TensorRef tensor, String user) {
        users.computeIfAbsent(tensor.layer(), layer -> new HashSet<>()).add(user);
    }
}
