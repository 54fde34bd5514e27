package io.github.cornu.importer.layer.model;

import io.github.cornu.importer.config.CallConfig;
import io.github.cornu.importer.config.FunctionalConfig;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
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

    /** The names of such layers in a model. */
    static Set<String> names(FunctionalConfig functional) {
        Set<String> names = new HashSet<>();
        Map<String, Set<String>> users = new HashMap<>();
        for (FunctionalConfig.Entry entry : functional.entries()) {
            String name = entry.layer().name();
            if (ENDS.contains(entry.layer().className())) {
                names.add(name);
            }
            for (CallConfig call : entry.calls()) {
                CallResults.references(call)
                        .forEach(tensor -> users.computeIfAbsent(tensor.layer(), layer -> new HashSet<>())
                                .add(name));
            }
        }
        functional.outputs().forEach(end -> names.remove(end.tensor().layer()));
        if (names.isEmpty()) {
            return names;
        }
        functional
                .outputs()
                .forEach(end -> users.computeIfAbsent(end.tensor().layer(), layer -> new HashSet<>())
                        .add(""));
        boolean found = true;
        while (found) {
            found = false;
            for (FunctionalConfig.Entry entry : functional.entries()) {
                Set<String> own = users.getOrDefault(entry.layer().name(), Set.of(""));
                found |= FUNCTIONS.contains(entry.layer().className())
                        && names.containsAll(own)
                        && names.add(entry.layer().name());
            }
        }
        return names;
    }
}
