package io.github.cornu.cli.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.Model;
import io.github.cornu.ModelDetails;
import io.github.cornu.Printable;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.Locale;

/** The page that {@code cornu summary --html} writes. */
public final class SummaryPage {
    private SummaryPage() {}

    public static String of(String modelName, Model model, ModelDetails details) {
        return Page.of("summary.html", data(modelName, model, details));
    }

    public static ObjectNode data(String modelName, Model model, ModelDetails details) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("model", modelName).put("name", Printable.name(model.name()));
        data.put("parameters", parameters(model));
        data.put("flops", details.flops()).put("allFlops", details.allFlops());
        data.put("weightBytes", details.weightBytes()).put("bufferBytes", details.bufferBytes());
        data.put("stateBytes", details.stateBytes());
        data.put("weights", model.options().weights().name().toLowerCase(Locale.ROOT));
        ArrayNode inputs = data.putArray("inputs");
        for (int i = 0; i < details.inputs().size(); i++) {
            inputs.add(Printable.name(model.inputs().get(i).name()) + " "
                    + details.inputs().get(i));
        }
        data.set("graph", LayerGraph.json(model));
        ArrayNode layers = data.putArray("layers");
        details.layers().forEach(layer -> layers.add(layer(layer)));
        return data;
    }

    private static long parameters(Model model) {
        return model.layers().stream()
                .filter(layer -> !layer.isInner())
                .mapToLong(LayerInfo::parameters)
                .sum();
    }

    private static ObjectNode layer(ModelDetails.Layer layer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        LayerInfo info = layer.info();
        node.put("path", info.path())
                .put("class", Printable.name(info.className()))
                .put("parameters", info.parameters());
        texts(
                node.putArray("shapes"),
                info.shapes().stream().map(Shape::toString).toList());
        texts(node.putArray("inputs"), info.inputs());
        texts(node.putArray("operations"), layer.operations());
        texts(node.putArray("remarks"), layer.remarks());
        return node.put("flops", layer.flops()).put("weightBytes", layer.weightBytes());
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
