package io.github.cornu.graph;

import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What is known of a layer of the model, for tables and for comparing layer by layer.
 *
 * @param path its name, below the names of the models it is in: {@code encoder/lstm_1}
 * @param className its Keras class
 * @param index its place in {@code model.layers} of Python, after the places of the models and wrappers it is in; empty
 *     for a function, which is no layer to Keras
 * @param parameters numbers in its weights
 * @param trainable how many of them training changes, or {@link #UNKNOWN}, as from {@code .cornu} files of version 1
 * @param inputs paths of the layers it reads from, at its first call
 * @param outputs ids of the values it makes, at its first call; -1 for one that the graph does not make any more
 * @param shapes of these values, as Keras tells them: a text is one element
 */
public record LayerInfo(
        String path,
        String className,
        List<Integer> index,
        long parameters,
        long trainable,
        List<String> inputs,
        List<Integer> outputs,
        List<Shape> shapes) {
    /** What nobody has told. */
    public static final long UNKNOWN = -1;

    public LayerInfo {
        index = List.copyOf(index);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        shapes = List.copyOf(shapes);
    }

    /**
     * Whether it is in a model that is itself a layer. Names of layers may have slashes of their own, those of
     * functions have none.
     */
    public boolean isInner() {
        return index.isEmpty() ? path.contains("/") : index.size() > 1;
    }

    /** Whether another layer is somewhere inside this one. */
    public boolean contains(LayerInfo other) {
        boolean known = !index.isEmpty() && !other.index.isEmpty();
        return other.path.startsWith(path + "/")
                && (!known
                        || other.index.size() > index.size()
                                && other.index.subList(0, index.size()).equals(index));
    }

    /** This layer with -1 for those of its outputs that are not made any more. */
    public LayerInfo withOutputs(IntPredicate made) {
        List<Integer> left = outputs.stream()
                .map(value -> value >= 0 && made.test(value) ? value : Integer.valueOf(-1))
                .toList();
        return new LayerInfo(path, className, index, parameters, trainable, inputs, left, shapes);
    }

    /** True where the first path is that of the second one's layer, or of a layer inside it. */
    public static boolean isIn(String path, String layer) {
        return path.equals(layer) || path.startsWith(layer + "/");
    }
}
