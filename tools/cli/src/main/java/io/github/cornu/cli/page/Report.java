package io.github.cornu.cli.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.Comparison;
import io.github.cornu.GoldenResult;
import io.github.cornu.Model;
import io.github.cornu.Printable;
import io.github.cornu.Tolerance;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.tensor.Shape;
import java.util.Map;

/** The page that {@code cornu verify --report} writes: one file that needs no other and no network. */
public final class Report {
    /** Of all pictures together, so that the page of a model with thousands of layers remains small. */
    private static final int MAX_CELLS = 2_000_000;

    private static final int MIN_CELLS = 108;

    private final GoldenResult result;
    private final double tolerance;
    private final int cells;

    private Report(GoldenResult result, double tolerance) {
        this.result = result;
        this.tolerance = tolerance;
        int each = MAX_CELLS / Math.max(1, result.comparisons().size());
        cells = Math.max(MIN_CELLS, Math.min(HeatMap.MAX_CELLS, each));
    }

    /**
     * The page.
     *
     * @param tolerance of the result, relative to the largest values
     * @param nanos the time of a call by path of layer
     */
    public static String of(
            String modelName,
            String goldenName,
            Model model,
            GoldenResult result,
            double tolerance,
            Map<String, Long> nanos) {
        ObjectNode data = new Report(result, tolerance).data(model, nanos);
        data.put("model", modelName).put("golden", goldenName);
        return Page.of("report.html", data);
    }

    private ObjectNode data(Model model, Map<String, Long> nanos) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("tolerance", result.tolerance().toString()).put("limit", tolerance);
        data.put("equal", result.isEqual());
        data.put("message", result.describe());
        result.firstLayer().ifPresent(first -> data.put("firstLayer", first.layer()));
        data.put(
                "calls",
                result.comparisons().stream().mapToInt(Comparison::call).max().orElse(1));
        data.set("graph", LayerGraph.json(model));
        ArrayNode layers = data.putArray("layers");
        result.layers().forEach(layer -> layers.add(layer(layer, nanos.get(layer.path()))));
        ArrayNode others = data.putArray("others");
        result.comparisons().stream()
                .filter(comparison -> comparison.layer() == null)
                .forEach(comparison -> others.add(check(comparison)));
        return data;
    }

    private ObjectNode layer(LayerInfo layer, Long nanos) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("path", layer.path())
                .put("class", Printable.name(layer.className()))
                .put("parameters", layer.parameters());
        ArrayNode shapes = node.putArray("shapes");
        layer.shapes().stream().map(Shape::toString).forEach(shapes::add);
        ArrayNode inputs = node.putArray("inputs");
        layer.inputs().forEach(inputs::add);
        if (nanos != null) {
            node.put("micros", nanos / 1e3);
        }
        ArrayNode checks = node.putArray("checks");
        result.comparisons().stream()
                .filter(comparison -> layer.path().equals(comparison.layer()))
                .forEach(comparison -> checks.add(check(comparison)));
        return node;
    }

    private ObjectNode check(Comparison comparison) {
        Tolerance.Outside outside = result.tolerance().outside(comparison);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", comparison.name()).put("call", comparison.call());
        node.put("shape", comparison.actual().toString());
        node.put("equal", outside.count() == 0);
        node.put("outside", outside.count());
        node.put("size", comparison.expectedTensor().data().length);
        // As texts, since they may be infinite.
        node.put("error", String.valueOf(comparison.error()));
        node.put("relative", String.valueOf(comparison.relativeError()));
        if (comparison.index() < 0) {
            node.put("expectedShape", comparison.expected().toString());
            return node;
        }
        node.put("expected", String.valueOf(comparison.expectedValue()));
        node.put("got", String.valueOf(comparison.actualValue()));
        node.put("ulp", Tolerance.ulps(comparison.expectedValue(), comparison.actualValue()));
        node.put("index", comparison.position(comparison.index()));
        HeatMap map = HeatMap.of(comparison, tolerance, cells);
        node.putObject("map")
                .put("rows", map.rows())
                .put("columns", map.columns())
                .put("cells", map.base64());
        return node;
    }
}
