package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Layers of keras-bert that compute what Keras's do, but for steps that are masked. */
public final class MaskedLayers {
    private static final List<String> CONVOLUTION = List.of(
            "filters",
            "kernel_size",
            "strides",
            "padding",
            "data_format",
            "dilation_rate",
            "groups",
            "activation",
            "use_bias");
    private static final double LOW = 1e6;

    private MaskedLayers() {}

    /** {@code MaskedConv1D}: masked steps are 0. */
    public static CustomFunction convolution(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        Map<String, Object> options = new LinkedHashMap<>();
        for (String key : CONVOLUTION) {
            if (config.value(key) != null) {
                options.put(key, config.value(key));
            }
        }
        CustomInnerLayer part = layer.part("Conv1D", options);
        boolean shortens = config.string("padding", "valid").equals("valid");
        int radius = config.integers("kernel_size").get(0) / 2;
        List<Integer> dilation = config.integers("dilation_rate");
        int lost = shortens ? radius * (dilation.isEmpty() ? 1 : dilation.get(0)) * 2 : 0;
        return call -> {
            Value mask = call.mask();
            if (mask == null) {
                return call.apply(part, call.input());
            }
            call.setMask(lost == 0 ? mask : call.add(new Slice(1, lost, Slice.END, 1), mask));
            return call.apply(part, Parts.multiply(call, call.input(), ofSteps(call, mask)));
        };
    }

    /** {@code MaskedGlobalMaxPool1D}: masked steps have a million less. */
    public static CustomFunction largest(CustomLayerBuilder layer) {
        return call -> {
            Value x = call.input();
            if (call.mask() != null) {
                Value hidden = Parts.with(call, Binary.SUBTRACT, ofSteps(call, call.mask()), 1);
                x = Parts.add(call, x, Parts.with(call, Binary.MULTIPLY, hidden, LOW));
            }
            return call.add(new Reduce(Reduce.Kind.MAX, 1, false), x);
        };
    }

    private static Value ofSteps(CustomCall call, Value mask) {
        return call.add(Reshape.expandDims(2), mask);
    }
}
