package io.github.cornu.importer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomModelBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Models of classes of their own, and layers like them, of {@code tools/fixtures/custom.py} in Java. */
final class CustomModelExamples {
    private CustomModelExamples() {}

    static CustomFunction pair(CustomLayerBuilder model) {
        int units = model.config().integer("units");
        CustomInnerLayer last = model.inner("last", "Dense", Map.of("units", units, "use_bias", false));
        CustomInnerLayer first = model.inner("first", "Dense", Map.of("units", units, "activation", "tanh"));
        return call -> call.apply(last, call.apply(first, call.input()));
    }

    static CustomFunction ranker(CustomModelBuilder model) {
        int units = model.config().integer("units");
        CustomInnerLayer words =
                model.inner("words", "Embedding", Map.of("input_dim", 11, "output_dim", 3, "mask_zero", true));
        CustomInnerLayer first = model.inner("blocks/0", "Dense", Map.of("units", units, "activation", "tanh"));
        CustomInnerLayer second = model.inner("blocks/1", "Dense", Map.of("units", units + 1));
        CustomInnerLayer memory = model.inner("memory", "LSTM", Map.of("units", 5));
        CustomInnerLayer pair = model.inner("pair", "cornu>Pair", Map.of("units", 4));
        CustomInnerLayer end = model.inner("an_end", "Dense", Map.of("units", 2));
        CustomInnerLayer encoder = model.inner("encoder", "encoder");
        CustomWeight scale = model.weight("scale");
        CustomInnerLayer zoom = model.inner("zoom", "Dense", Map.of("units", 4, "use_bias", false));
        model.ignoreAttribute("seen", "total", "count");
        model.input("ids", Shape.FREE);
        return call -> {
            Value blocks = call.apply(second, call.apply(first, call.apply(words, call.input())));
            Value zoomed = call.apply(zoom, call.apply(pair, call.apply(memory, blocks)));
            Value y = call.apply(end, call.apply(encoder, zoomed));
            return call.add(new Combine(Binary.MULTIPLY), y, call.add(new Constant(scale.expect(2))));
        };
    }

    static CustomFunction towers(CustomModelBuilder model) {
        CustomInnerLayer left = model.inner("left", "Dense", Map.of("units", 4, "activation", "tanh"));
        CustomInnerLayer right = model.inner("right", "Dense", Map.of("units", 4, "activation", "relu"));
        model.outputs("product", "left");
        return call -> {
            Value a = call.apply(left, call.inputs().get(0));
            call.alsoReturn(a);
            return call.add(
                    new Combine(Binary.MULTIPLY),
                    a,
                    call.apply(right, call.inputs().get(1)));
        };
    }

    static CustomFunction words(CustomLayerBuilder layer) {
        CustomInnerLayer table =
                layer.inner("table", "Embedding", Map.of("input_dim", 11, "output_dim", 3, "mask_zero", true));
        CustomInnerLayer mix = layer.inner("mix", "Dense", Map.of("units", 4, "activation", "tanh"));
        return call -> call.apply(mix, call.apply(table, call.input()));
    }

    /** Variables that are no floats. */
    static CustomFunction typed(CustomLayerBuilder layer) {
        List<CustomWeight> weights = Stream.of("chosen", "factors", "divisor", "shift", "large")
                .map(layer::nonTrainableWeight)
                .toList();
        return call -> {
            List<Value> parts = weights.stream()
                    .map(weight -> call.add(new Constant(weight)))
                    .toList();
            Value y = call.add(new Combine(Binary.MULTIPLY), call.input(), parts.get(0));
            y = call.add(new Combine(Binary.MULTIPLY), y, parts.get(1));
            y = call.add(new Combine(Binary.DIVIDE), y, parts.get(2));
            y = call.add(new Combine(Binary.MULTIPLY), y, parts.get(4));
            Value shift = call.add(new CombineScalar(Binary.DIVIDE, 100f), parts.get(3));
            return call.add(new Combine(Binary.ADD), y, shift);
        };
    }
}
