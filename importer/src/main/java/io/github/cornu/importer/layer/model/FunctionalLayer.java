package io.github.cornu.importer.layer.model;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.CallConfig;
import io.github.cornu.importer.config.FunctionalConfig;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.config.TensorRef;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.ModelLayer;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code keras.Model} made with the functional API: layers that are called, some more than once. */
public final class FunctionalLayer extends ModelLayer {
    private final FunctionalConfig functional;
    private final Map<String, KerasLayer> layers = new LinkedHashMap<>();

    public FunctionalLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        functional = FunctionalConfig.of(config);
        Set<String> unused = TrainingLayer.names(functional, factory);
        for (FunctionalConfig.Entry entry : functional.entries()) {
            LayerConfig inner = entry.layer();
            if (layers.containsKey(inner.name())) {
                throw new IllegalArgumentException("two layers have the name '" + inner.name() + "'");
            }
            KerasLayer made = unused.contains(inner.name()) ? new TrainingLayer(inner) : factory.create(inner);
            KerasLayer layer = child("layers/" + inner.name(), made);
            layers.put(inner.name(), layer);
            if (entry.calls().stream().anyMatch(FunctionalLayer::isInTraining) && computesInTraining(layer)) {
                factory.problem(inner, new UnsupportedModelException("it is called with training=True"));
            }
        }
    }

    private static boolean isInTraining(CallConfig call) {
        Object training = call.keywords().get("training");
        return Boolean.TRUE.equals(training) || training instanceof Number number && number.doubleValue() != 0;
    }

    /** Keras 3 writes the flag down for each layer that has it by default, and {@code predict} overrides it. */
    private static boolean computesInTraining(KerasLayer layer) {
        return !layer.config().writer().isKeras3() && layer.changesInTraining();
    }

    @Override
    public List<TensorSpec> inputs() {
        List<TensorSpec> specs = new ArrayList<>();
        for (FunctionalConfig.End end : functional.inputs()) {
            if (!(layers.get(end.tensor().layer()) instanceof InputLayer input)) {
                throw new IllegalArgumentException("the input '" + end.tensor().layer() + "' is no InputLayer");
            }
            specs.add(input.spec(end.key() == null ? input.config().name() : end.key()));
        }
        return specs;
    }

    @Override
    public int batchSize() {
        return functional.inputs().stream()
                .mapToInt(end ->
                        InputLayer.batchSize(layers.get(end.tensor().layer()).config()))
                .max()
                .orElse(Shape.FREE);
    }

    @Override
    public List<String> outputNames() {
        return unique(functional.outputs().stream()
                .map(end -> end.key() == null ? end.tensor().layer() : end.key())
                .toList());
    }

    @Override
    public List<KerasLayer> layers() {
        return layers.values().stream()
                .filter(layer -> !(layer instanceof InputLayer))
                .toList();
    }

    /** With the input layers, but without the functions that Keras 3 keeps among them. */
    @Override
    public List<KerasLayer> indexedLayers() {
        return layers.values().stream()
                .filter(layer -> !(layer instanceof OperationLayer))
                .toList();
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        CallResults results = new CallResults(functional, layers, config().writer());
        List<KerasTensor> inputs = inputTensors(call);
        for (int i = 0; i < inputs.size(); i++) {
            String name = functional.inputs().get(i).tensor().layer();
            KerasTensor given = inputs.get(i);
            results.put(
                    name, 0, List.of(layers.get(name) instanceof InputLayer input ? input.entered(g, given) : given));
        }
        List<Pending> pending = new ArrayList<>();
        for (FunctionalConfig.Entry entry : functional.entries()) {
            KerasLayer layer = layers.get(entry.layer().name());
            for (int i = 0; i < entry.calls().size() && !(layer instanceof TrainingLayer); i++) {
                pending.add(new Pending(layer, i, entry.calls().get(i)));
            }
        }
        while (!pending.isEmpty()) {
            int before = pending.size();
            pending.removeIf(next -> run(g, next, results));
            if (pending.size() == before) {
                LayerConfig stuck = pending.get(0).layer().config();
                throw new ModelException(
                        null,
                        stuck.path(),
                        stuck.className(),
                        "its inputs depend on its own output or on nothing",
                        null);
            }
        }
        List<KerasTensor> outputs = functional.outputs().stream()
                .map(end -> results.output(end.tensor(), isFunctional(end.tensor())))
                .toList();
        if (outputs.stream().anyMatch(output -> output.value() == null && !output.isUnknown())) {
            throw new UnsupportedModelException("an output that has no samples");
        }
        return outputs;
    }

    /** In {@code output_layers} Keras 3 counts the calls of functional models from 1, as Keras 2 does everywhere. */
    private boolean isFunctional(TensorRef tensor) {
        return layers.get(tensor.layer()) instanceof FunctionalLayer;
    }

    /** A call that is still to be made. */
    private record Pending(KerasLayer layer, int index, CallConfig call) {}

    /** Makes a call if all its inputs are there. */
    private static boolean run(Lowering g, Pending pending, CallResults results) {
        if (!results.areThere(pending.call())) {
            return false;
        }
        Call call = results.resolve(g, pending.call());
        List<KerasTensor> outputs = call == null ? null : g.tryCall(pending.layer(), call);
        results.put(pending.layer().config().name(), pending.index(), outputs);
        if (pending.index() == 0) {
            LayerNotes.add(g, pending.layer(), sources(pending), outputs == null ? List.of() : outputs);
        }
        return true;
    }

    private static List<String> sources(Pending pending) {
        List<TensorRef> tensors = new ArrayList<>();
        CallResults.collect(pending.call().arguments(), tensors);
        String path = pending.layer().config().path();
        String prefix = path.substring(
                0, path.length() - pending.layer().config().name().length());
        return tensors.stream()
                .map(tensor -> prefix + tensor.layer())
                .distinct()
                .toList();
    }

    private List<KerasTensor> inputTensors(Call call) {
        int expected = functional.inputs().size();
        if (call.arguments().size() == 1 && call.arguments().get(0) instanceof Map<?, ?> named) {
            List<KerasTensor> inputs = new ArrayList<>();
            for (TensorSpec spec : inputs()) {
                if (!(named.get(spec.name()) instanceof KerasTensor tensor)) {
                    throw new IllegalArgumentException("the input '" + spec.name() + "' is missing");
                }
                inputs.add(tensor);
            }
            return inputs;
        }
        List<KerasTensor> inputs = call.tensors();
        if (inputs.size() != expected) {
            throw new IllegalArgumentException("expected " + expected + " inputs, got " + inputs.size());
        }
        return expected == 1 ? List.of(inputs.get(0).withMask(call.mask())) : inputs;
    }
}
