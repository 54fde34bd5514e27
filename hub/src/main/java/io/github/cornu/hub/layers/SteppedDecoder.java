package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.List;
import java.util.Map;

/**
 * {@link TransformerDecoder} of some steps, with the keywords of {@link Stepped}. Outputs: the result, and the keys
 * and values of the steps; or, of the output of an encoder alone, the keys and values of that.
 */
final class SteppedDecoder {
    private final CustomInnerLayer self;
    private final CustomInnerLayer selfNorm;
    private final CustomInnerLayer cross;
    private final CustomInnerLayer crossNorm;
    private final FeedForward feedForward;
    private final boolean first;

    private SteppedDecoder(CustomLayerBuilder layer, int size, double epsilon, boolean first) {
        this.first = first;
        self = Heads.inner(layer, "self_attention_layer", size, SteppedHeads.CLASS);
        selfNorm = Parts.norm(layer, "self_attention_layer_norm", epsilon);
        cross = Heads.inner(layer, "cross_attention_layer", size, SteppedHeads.CLASS);
        crossNorm = Parts.norm(layer, "cross_attention_layer_norm", epsilon);
        feedForward = FeedForward.of(layer, size, epsilon);
    }

    /** @param first whether inputs are normalized, and not outputs */
    static CustomFunction create(CustomLayerBuilder layer, int size, double epsilon, boolean first) {
        return new SteppedDecoder(layer, size, epsilon, first)::call;
    }

    private Value call(CustomCall call) {
        Value x = call.input();
        if (!Stepped.isCross(call)) {
            List<Value> made = call.applyAll(cross, Map.of(), x);
            call.alsoReturn(made.get(1));
            return made.get(0);
        }
        List<Value> attended = call.applyAll(self, Stepped.earlier(call), first ? call.apply(selfNorm, x) : x);
        Value y = added(call, attended.get(0), x, selfNorm);
        Value z = call.applyAll(cross, Stepped.cross(call), first ? call.apply(crossNorm, y) : y)
                .get(0);
        call.alsoReturn(attended.get(1), attended.get(2));
        return feedForward.apply(call, added(call, z, y, crossNorm), first);
    }

    private Value added(CustomCall call, Value y, Value x, CustomInnerLayer norm) {
        Value sum = Parts.add(call, y, x);
        return first ? sum : call.apply(norm, sum);
    }
}
