package io.github.cornu.layers.quantized;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.Activation;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code QSimpleRNN}, {@code QLSTM} and {@code QGRU} of QKeras, without masks. */
public final class QuantizedRecurrent {
    private static final String NAME = "cornu.layers.qkeras_";
    private static final JavaFunctions ALL = registered(JavaFunctions.none());
    private static final List<String> OF_CELL = List.of(
            "units",
            "activation",
            "recurrent_activation",
            "use_bias",
            "kernel_quantizer",
            "recurrent_quantizer",
            "bias_quantizer",
            "state_quantizer",
            "reset_after",
            "stateful",
            "return_sequences");

    private QuantizedRecurrent() {}

    /** The functions of these layers by the names that {@code .cornu} files have for them, and others. */
    public static JavaFunctions registered(JavaFunctions others) {
        JavaFunctions all = others;
        for (RecurrentKind kind : RecurrentKind.values()) {
            all = all.registerScan(name(kind), kind::scan);
        }
        return all;
    }

    private static String name(RecurrentKind kind) {
        return NAME + kind.name().toLowerCase(Locale.ROOT);
    }

    /** The layer, whose weights are those of its cell. */
    public static CustomFunction create(CustomLayerBuilder layer, String cell) {
        CustomConfig config = layer.config();
        for (String key : List.of("go_backwards", "return_state", "time_major")) {
            if (config.bool(key, false)) {
                throw new IllegalArgumentException(key + "=True is not supported");
            }
        }
        config.ignore(
                "unroll", "implementation", "unit_forget_bias", "zero_output_for_mask", "dropout", "recurrent_dropout");
        Map<String, Object> options = new LinkedHashMap<>();
        for (String key : OF_CELL) {
            if (config.value(key) != null) {
                options.put(key, config.value(key));
            }
        }
        CustomInnerLayer inner = layer.inner("cell", cell, options);
        return call -> call.apply(inner, call.input());
    }

    /** What is inside: a cell of that kind, along the sequence. */
    public static CustomLayer cell(String name) {
        return layer -> {
            CustomConfig config = layer.config();
            boolean resetAfter = config.bool("reset_after", false);
            RecurrentKind kind =
                    name.equals("GRU") && resetAfter ? RecurrentKind.GRU_RESET_AFTER : RecurrentKind.valueOf(name);
            return cell(layer, kind);
        };
    }

    private static CustomFunction cell(CustomLayerBuilder layer, RecurrentKind kind) {
        CustomConfig config = layer.config();
        int units = config.integer("units");
        boolean sequences = config.bool("return_sequences", false);
        boolean stateful = config.bool("stateful", false);
        CustomWeight kernel = layer.weight("kernel");
        CustomWeight recurrent = layer.weight("recurrent_kernel");
        CustomWeight bias = config.bool("use_bias", true) ? layer.weight("bias") : null;
        Quantizer ofKernel = Quantizer.of(config.value("kernel_quantizer"));
        Quantizer ofRecurrent = Quantizer.of(config.value("recurrent_quantizer"));
        Quantizer ofBias = Quantizer.of(config.value("bias_quantizer"));
        Quantizer ofState = Quantizer.of(config.value("state_quantizer"));
        if (ofRecurrent == null && kind.gates() == 3) {
            throw new IllegalArgumentException(
                    "it has no recurrent_quantizer, without which QKeras multiplies states by the other kernel");
        }
        Weight activation = QuantizedActivation.steps(layer, "activation").toWeight();
        Weight gates = kind == RecurrentKind.SIMPLE
                ? Steps.of(Inner.LINEAR).toWeight()
                : QuantizedActivation.steps(layer, "recurrent_activation").toWeight();
        Weight state = (ofState == null ? Steps.of(Inner.LINEAR) : ofState.steps()).toWeight();
        return call -> {
            if (call.mask() != null) {
                throw new IllegalArgumentException("a mask is not supported");
            }
            Value x = call.input();
            int columns = Math.multiplyExact(kind.gates(), units);
            Weight w = quantized(ofKernel, kernel.expect(x.shape().length(-1), columns));
            Weight u = quantized(ofRecurrent, recurrent.expect(units, columns));
            boolean both = kind == RecurrentKind.GRU_RESET_AFTER;
            Weight b = bias == null ? null : quantized(ofBias, both ? bias.expect(2, columns) : bias.expect(columns));
            Weight first = b == null ? null : part(b, 0, columns);
            Weight second = b == null || !both ? Weight.of(new float[columns], columns) : part(b, 1, columns);
            Value projected = call.add(new Dense(w, first, Activation.LINEAR), x);
            JavaScan scan =
                    ALL.scan(name(kind), u, second, activation, gates, state).withStateful(stateful);
            return call.add(sequences ? scan : scan.ofLastStep(), projected);
        };
    }

    private static Weight quantized(Quantizer quantizer, Weight weight) {
        return quantizer == null ? weight : quantizer.quantized(weight);
    }

    private static Weight part(Weight bias, int row, int columns) {
        return Weight.of(Arrays.copyOfRange(bias.read(), row * columns, (row + 1) * columns), columns);
    }
}
