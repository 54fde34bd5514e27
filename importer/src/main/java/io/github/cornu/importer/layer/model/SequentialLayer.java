package io.github.cornu.importer.layer.model;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.ModelLayer;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code keras.Sequential}. */
public final class SequentialLayer extends ModelLayer {
    private final List<KerasLayer> layers = new ArrayList<>();
    private final InputLayer input;
    private Shape buildShape;

    public SequentialLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        InputLayer found = null;
        for (LayerConfig inner : config.layers("layers")) {
            KerasLayer layer = factory.create(inner);
            if (layer instanceof InputLayer inputLayer) {
                found = inputLayer;
            } else {
                layers.add(child("layers/" + inner.name(), layer));
            }
        }
        input = found;
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a model without layers");
        }
        buildShape = buildShape(config, layers.get(0).config());
    }

    /** The shape of the input when the model, or else its first layer, was built; null if the file tells neither. */
    private static Shape buildShape(LayerConfig model, LayerConfig first) {
        int[] shape = model.shape("build_input_shape");
        shape = shape == null ? model.buildShape() : shape;
        shape = shape == null ? first.buildShape() : shape;
        return shape == null ? null : Shape.of(shape).with(0, Shape.FREE);
    }

    @Override
    public boolean takeInputShape(Shape shape) {
        KerasLayer first = layers.get(0);
        boolean told = input != null || buildShape != null || InputLayer.shape(first.config()) != null;
        if (told || first instanceof ModelLayer && !(first instanceof SequentialLayer)) {
            return false;
        }
        if (first instanceof SequentialLayer inner) {
            return inner.takeInputShape(shape);
        }
        buildShape = shape;
        return true;
    }

    @Override
    public List<TensorSpec> inputs() {
        if (input != null) {
            return List.of(input.spec(input.config().name()));
        }
        KerasLayer first = layers.get(0);
        Shape shape = InputLayer.shape(first.config());
        if (shape == null && first instanceof ModelLayer model) {
            return model.inputs();
        }
        if (shape == null && buildShape == null) {
            throw new IllegalArgumentException(
                    "the file does not tell the input shape of the model: give it by KerasLoader.inputShape");
        }
        // What takes anything gets texts from an input layer only, whose number type says so.
        boolean texts =
                first.takesTexts() && !first.movesNumbers() && first.children().isEmpty();
        return List.of(input(first.config().name() + "_input", shape == null ? buildShape : shape, texts));
    }

    @Override
    public int batchSize() {
        KerasLayer first = layers.get(0);
        if (input == null && first instanceof ModelLayer model && InputLayer.shape(first.config()) == null) {
            return model.batchSize();
        }
        return InputLayer.batchSize(input == null ? first.config() : input.config());
    }

    @Override
    public List<String> outputNames() {
        return List.of(layers.get(layers.size() - 1).config().name());
    }

    @Override
    public List<KerasLayer> layers() {
        return layers;
    }

    /** Keras leaves out the input layer here. */
    @Override
    public List<KerasLayer> indexedLayers() {
        return layers;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> tensors = call.tensors();
        if (tensors.size() == 1) {
            tensors = List.of(tensors.get(0).withMask(call.mask()));
        }
        if (input != null) {
            tensors = tensors.stream().map(tensor -> input.entered(g, tensor)).toList();
        }
        List<String> sources =
                input == null ? List.of() : List.of(input.config().path());
        for (KerasLayer layer : layers) {
            if (tensors == null) {
                int[] built = layer.config().buildShape();
                tensors = built == null
                        ? null
                        : List.of(g.standIn(Arrays.stream(built).boxed().toList()));
            }
            tensors = tensors == null ? null : g.tryCall(layer, Call.of(tensors));
            LayerNotes.add(g, layer, sources, tensors == null ? List.of() : tensors);
            sources = List.of(layer.config().path());
        }
        return tensors == null ? List.of(KerasTensor.UNKNOWN) : tensors;
    }
}
