package io.github.cornu.importer.layer.model;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.ModelLayer;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Unary;
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

    /**
     * What is given, as the layers behind the input get it: Keras converts it to the type of the input. Of types of 8
     * and 16 bits, what is out of their range is an error of the call.
     */
    KerasTensor entered(Lowering g, KerasTensor tensor) {
        NumberType type = type();
        Value value = tensor.value() == null ? null : converted(g, tensor, type);
        return g.entering(new KerasTensor(value, tensor.mask(), type, tensor.known()), this);
    }

    private static Value converted(Lowering g, KerasTensor tensor, NumberType type) {
        NumberType given = tensor.type();
        if (given == type || given == NumberType.BOOL) {
            return tensor.value();
        }
        if (type == NumberType.BOOL) {
            return Numbers.truth(g, tensor);
        }
        if (!type.isInteger()) {
            return tensor.value();
        }
        Value whole = given.isInteger() ? tensor.value() : Numbers.unary(g, Unary.TRUNCATE, tensor.value());
        return type.largest() < NumberType.EXACT
                ? Numbers.checked(g, whole, type).value()
                : whole;
    }

    /** The number type of the input in Keras. */
    private NumberType type() {
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
