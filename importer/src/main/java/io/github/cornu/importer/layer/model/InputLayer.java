package io.github.cornu.importer.layer.model;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.ModelLayer;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.List;

/** {@code keras.layers.InputLayer}: the place and the shape of an input. */
public final class InputLayer extends KerasLayer {
    private final Shape shape;
    private final boolean texts;

    public InputLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        shape = shape(config);
        if (config.bool("sparse", false) || config.bool("ragged", false)) {
            throw new UnsupportedModelException("a sparse or ragged input");
        }
        config.ignore("optional");
        texts = "string".equals(config.dtypePolicy().compute());
    }

    /** The input shape that a layer's config carries, with a free batch; null if it carries none. */
    static Shape shape(LayerConfig config) {
        Shape shape = batchShape(config);
        return shape == null ? null : shape.with(0, Shape.FREE);
    }

    /** The number of samples that a layer's config asks for, or {@link Shape#FREE}. */
    static int batchSize(LayerConfig config) {
        Shape shape = batchShape(config);
        return shape == null ? Shape.FREE : shape.length(0);
    }

    private static Shape batchShape(LayerConfig config) {
        int[] lengths = config.shape("batch_input_shape");
        lengths = lengths == null ? config.shape("batch_shape") : lengths;
        return lengths == null ? null : Shape.of(lengths);
    }

    /** The number type of the input in Keras. */
    NumberType type() {
        String type = config().dtypePolicy().compute();
        return type == null ? NumberType.FLOAT : NumberType.of(type);
    }

    /** The shape of the input, with a free batch. */
    Shape shape() {
        if (shape == null) {
            throw new IllegalArgumentException("the config has no 'batch_input_shape'");
        }
        return shape;
    }

    /** The input under a name. */
    TensorSpec spec(String name) {
        return ModelLayer.input(name, shape(), texts);
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        return call.tensors();
    }
}
