package io.github.cornu.importer.layer.model;

import io.github.cornu.graph.LayerInfo;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightOrder;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Shape;
import java.util.Collection;
import java.util.List;

/** Writes down the layers of a model, for its list of layers. */
final class LayerNotes {
    private LayerNotes() {}

    /** Adds a layer, unless it is there, with what its first call returned. */
    static void add(Lowering g, KerasLayer layer, List<String> sources, List<KerasTensor> outputs) {
        if (g.isNew(layer)) {
            g.note(new LayerInfo(
                    layer.config().path(),
                    layer.config().className(),
                    g.index(layer),
                    numbers(WeightOrder.of(layer)),
                    numbers(WeightOrder.trainableOf(layer)),
                    sources,
                    outputs.stream()
                            .filter(output -> output.value() != null)
                            .map(output -> output.value().id())
                            .toList(),
                    outputs.stream().map(output -> kerasShape(g, output)).toList()));
        }
    }

    /** The shape as Keras tells it, for which a text is one element. */
    private static Shape kerasShape(Lowering g, KerasTensor tensor) {
        Shape shape = tensor.shape();
        boolean made = tensor.value() != null && shape.equals(tensor.value().shape());
        return made && g.isTexts(tensor.value()) ? shape.axes(0, shape.rank() - 1) : shape;
    }

    private static long numbers(Collection<WeightSlot> weights) {
        return weights.stream()
                .filter(WeightSlot::isBound)
                .mapToLong(slot -> slot.shape().size())
                .sum();
    }
}
