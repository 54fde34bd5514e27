package io.github.cornu.importer.layer.custom;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomModel;
import io.github.cornu.importer.custom.CustomModelBuilder;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.CustomCalls;
import io.github.cornu.importer.layer.CustomConfigView;
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
import java.util.Objects;
import java.util.Set;

/** A model of a class of its own, whose call the user has written in Java. */
public final class CustomModelLayer extends ModelLayer {
    private final CustomConfigView view;
    private final CustomFunction function;
    private final List<TensorSpec> inputs = new ArrayList<>();
    private final Map<String, Set<String>> ignored = new LinkedHashMap<>();
    private List<String> outputs = List.of("output");

    public CustomModelLayer(LayerConfig config, CustomModel implementation, LayerFactory factory) {
        super(config);
        view = new CustomConfigView(config);
        function = CustomCalls.guarded(() -> implementation.create(new Builder(factory)));
        if (function == null) {
            throw new IllegalArgumentException("its registered implementation is null");
        }
        if (inputs.isEmpty()) {
            config.buildShapes()
                    .forEach((name, lengths) -> addInput(name, Shape.of(lengths).remove(0), false));
        }
        config.ignore("autocast");
    }

    private void addInput(String name, Shape sample, boolean texts) {
        Objects.requireNonNull(name, "name");
        if (inputs.stream().anyMatch(input -> input.name().equals(name))) {
            throw new IllegalArgumentException("two inputs have the name '" + name + "'");
        }
        inputs.add(input(name, sample.insert(0, Shape.FREE), texts));
    }

    /** What the implementation sees of it. */
    private final class Builder extends CustomBuilder implements CustomModelBuilder {
        Builder(LayerFactory factory) {
            super(CustomModelLayer.this, view, factory);
        }

        @Override
        public void input(String name, int... lengths) {
            addInput(name, Shape.of(lengths), false);
        }

        @Override
        public void textInput(String name, int... lengths) {
            addInput(name, Shape.of(lengths), true);
        }

        @Override
        public void outputs(String... names) {
            if (names.length == 0 || Set.copyOf(List.of(names)).size() < names.length) {
                throw new IllegalArgumentException("the names of the outputs are " + List.of(names));
            }
            outputs = List.of(names);
        }

        @Override
        public void ignoreAttribute(String attribute, String... variables) {
            ignored.put(Objects.requireNonNull(attribute, "attribute"), Set.of(variables));
        }
    }

    @Override
    public boolean takeInputShape(Shape shape) {
        if (inputs.isEmpty()) {
            addInput("input", shape.remove(0), false);
            return true;
        }
        return false;
    }

    @Override
    public List<TensorSpec> inputs() {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("the file does not tell the input shape of the model: declare it in its"
                    + " registered implementation, or give it by KerasLoader.inputShape");
        }
        return inputs;
    }

    @Override
    public int batchSize() {
        return Shape.FREE;
    }

    @Override
    public List<String> outputNames() {
        return outputs;
    }

    @Override
    public List<KerasLayer> layers() {
        return List.copyOf(children().values());
    }

    @Override
    public List<KerasLayer> indexedLayers() {
        return layers();
    }

    @Override
    public Map<String, Set<String>> ignoredAttributes() {
        return ignored;
    }

    @Override
    public boolean isCustom() {
        return true;
    }

    /** What it does in training, its Java does not tell. */
    @Override
    public boolean changesInTraining() {
        return true;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        return CustomCalls.call(function, g, call, view, ownWeights());
    }
}
