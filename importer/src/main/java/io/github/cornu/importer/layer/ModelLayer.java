package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A model: the one in the file, or one that is a layer of another. */
public abstract class ModelLayer extends KerasLayer {
    public ModelLayer(LayerConfig config) {
        super(config);
    }

    @Override
    boolean isModel() {
        return true;
    }

    @Override
    public boolean takesTexts() {
        return true;
    }

    /**
     * The inputs in Keras's order.
     *
     * @throws IllegalArgumentException if the file does not tell their shapes
     */
    public abstract List<TensorSpec> inputs();

    /**
     * Takes the shape of the only input, which the file does not tell.
     *
     * @param shape with a free batch
     * @return false if the file tells it, or the model has another number of inputs
     */
    public boolean takeInputShape(Shape shape) {
        return false;
    }

    /** The number of samples that the model asks for, or {@link Shape#FREE}. */
    public abstract int batchSize();

    /** The names of the outputs in Keras's order, all different. */
    public abstract List<String> outputNames();

    /** The layers of the model, without those that are only inputs. */
    public abstract List<KerasLayer> layers();

    /** The layers that {@code model.layers} of Python has, in its order. */
    public abstract List<KerasLayer> indexedLayers();

    /** An input; texts have a further axis, for their code points. */
    public static TensorSpec input(String name, Shape shape, boolean texts) {
        return new TensorSpec(name, texts ? shape.append(Shape.of(Shape.FREE)) : shape, texts);
    }

    /** Numbers the names that come again, as Keras does. */
    public static List<String> unique(List<String> names) {
        Set<String> taken = new HashSet<>();
        List<String> unique = new ArrayList<>();
        for (String name : names) {
            String proposal = name;
            for (int count = 1; !taken.add(proposal); count++) {
                proposal = name + "_" + count;
            }
            unique.add(proposal);
        }
        return unique;
    }
}
