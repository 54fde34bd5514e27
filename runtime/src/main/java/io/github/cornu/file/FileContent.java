package io.github.cornu.file;

import io.github.cornu.graph.Graph;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.WeightFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a file holds.
 *
 * @param weights the form of its matrices; with any but float32 the graph is one to which the compiler's passes have
 *     been applied
 * @param golden what the model gave, by the names of arrays of a golden; empty if nothing is recorded
 * @param tolerance how far outputs may be from these, relative to the largest
 */
public record FileContent(Graph graph, WeightFormat weights, Map<String, Tensor> golden, double tolerance) {
    public FileContent {
        golden = Collections.unmodifiableMap(new LinkedHashMap<>(golden));
    }
}
