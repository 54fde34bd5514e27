package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.kernel.Binary;
import io.github.cornu.op.Combine;
import io.github.cornu.op.CombineScalar;
import io.github.cornu.op.Concatenate;
import io.github.cornu.op.Identity;
import io.github.cornu.op.InsertAxis;
import io.github.cornu.op.Reduce;
import java.util.List;
import java.util.Map;

/** The functions of {@code keras.ops} that can be imported. Truth values are 0 and 1. */
final class OperationRegistry {
    /** Reads the options of a function from its config. */
    interface Creator {
        OperationLayer.Operation create(LayerConfig config);
    }

    private static final Map<String, Creator> CREATORS = Map.ofEntries(
            Map.entry("NotEqual", config -> (g, call) -> binary(g, call, Binary.NOT_EQUAL)),
            Map.entry("LogicalOr", config -> (g, call) -> binary(g, call, Binary.MAXIMUM)),
            Map.entry("LogicalAnd", config -> (g, call) -> binary(g, call, Binary.MINIMUM)),
            Map.entry("Any", config -> reduce(config, Reduce.Kind.MAX)),
            Map.entry("All", config -> reduce(config, Reduce.Kind.MIN)),
            Map.entry(
                    "ConvertToTensor",
                    config -> (g, call) -> g.add(new Identity(), call.tensor().value())),
            Map.entry("ExpandDims", OperationRegistry::expandDims),
            Map.entry(
                    "ZerosLike",
                    config -> (g, call) -> Constants.zeros(g, call.tensor().value())),
            Map.entry(
                    "OnesLike",
                    config -> (g, call) -> Constants.ones(g, call.tensor().value())),
            Map.entry("Concatenate", OperationRegistry::concatenate));

    private OperationRegistry() {}

    static boolean isOperation(LayerConfig config) {
        return CREATORS.containsKey(config.className());
    }

    static KerasLayer create(LayerConfig config) {
        return new OperationLayer(config, CREATORS.get(config.className()).create(config));
    }

    private static Value binary(Lowering g, Call call, Binary function) {
        List<Object> arguments = call.arguments();
        if (arguments.size() != 2 || !(arguments.get(0) instanceof KerasTensor first)) {
            throw new IllegalArgumentException("expected a tensor and another one or a number, got " + arguments);
        }
        if (arguments.get(1) instanceof KerasTensor second) {
            return g.add(new Combine(function), first.value(), second.value());
        }
        if (arguments.get(1) instanceof Number number) {
            return g.add(new CombineScalar(function, number.floatValue()), first.value());
        }
        throw new IllegalArgumentException("expected a tensor or a number, got " + arguments.get(1));
    }

    private static OperationLayer.Operation reduce(LayerConfig config, Reduce.Kind kind) {
        int axis = config.integer("axis");
        boolean keepsAxis = config.bool("keepdims", false);
        return (g, call) -> {
            Value x = call.tensor().value();
            return g.add(new Reduce(kind, Axes.normalize(axis, x.shape().rank()), keepsAxis), x);
        };
    }

    private static OperationLayer.Operation expandDims(LayerConfig config) {
        int axis = config.integer("axis");
        return (g, call) -> {
            Value x = call.tensor().value();
            return g.add(new InsertAxis(Axes.normalize(axis, x.shape().rank() + 1)), x);
        };
    }

    private static OperationLayer.Operation concatenate(LayerConfig config) {
        int axis = config.integer("axis", 0);
        return (g, call) -> {
            List<Value> inputs = call.tensors().stream().map(KerasTensor::value).toList();
            int along = Axes.normalize(axis, inputs.get(0).shape().rank());
            return g.addAll(new Concatenate(along), inputs).get(0);
        };
    }
}
