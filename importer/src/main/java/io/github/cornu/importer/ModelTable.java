package io.github.cornu.importer;

import io.github.cornu.ModelException;
import io.github.cornu.Summary;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.tensor.TensorSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of a model that need not be supported. */
record ModelTable(String name, List<TensorSpec> inputs, List<LayerInfo> layers, List<ModelException> problems) {
    /** The table that Keras prints, with marks, and below it what the marks mean. */
    @Override
    public String toString() {
        Map<String, String> marks = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (ModelException problem : problems) {
            texts.putIfAbsent(String.valueOf(problem.layer()), "Not supported: " + problem.getMessage() + "\n");
            for (LayerInfo layer : layers) {
                if (problem.layer() != null && LayerInfo.isIn(problem.layer(), layer.path())) {
                    marks.put(layer.path(), "not supported");
                }
            }
        }
        return Summary.of(name, inputs, layers, marks) + String.join("", texts.values());
    }
}
