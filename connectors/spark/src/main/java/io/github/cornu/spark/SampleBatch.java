package io.github.cornu.spark;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects samples, and runs those that have the same shapes together. */
final class SampleBatch {
    private final Model model;
    private final List<TensorSpec> outputs;
    /** By row; null where an input is not there. */
    private final List<Sample[]> rows = new ArrayList<>();

    private final Map<List<Shape>, List<Integer>> rowsByShapes = new LinkedHashMap<>();

    SampleBatch(Model model) {
        this.model = model;
        this.outputs = model.outputs();
    }

    /** @param samples by input; null for a row without outputs */
    void add(Sample[] samples) {
        if (samples != null) {
            List<Shape> shapes = Arrays.stream(samples).map(Sample::shape).toList();
            rowsByShapes.computeIfAbsent(shapes, key -> new ArrayList<>()).add(rows.size());
        }
        rows.add(samples);
    }

    /** The outputs by row, nulls where an input is not there; then the batch is empty again. */
    Object[][] run() {
        Object[][] results = new Object[rows.size()][outputs.size()];
        rowsByShapes.forEach((shapes, group) -> {
            List<Tensor> inputs = new ArrayList<>();
            for (int i = 0; i < shapes.size(); i++) {
                inputs.add(input(i, shapes.get(i).insert(0, group.size()), group));
            }
            List<Tensor> given = model.run(inputs);
            for (int i = 0; i < outputs.size(); i++) {
                collect(i, given.get(i), group, results);
            }
        });
        rows.clear();
        rowsByShapes.clear();
        return results;
    }

    private Tensor input(int input, Shape shape, List<Integer> group) {
        if (model.inputs().get(input).texts()) {
            List<String> texts = new ArrayList<>();
            group.forEach(row -> texts.addAll(List.of(rows.get(row)[input].texts())));
            return Texts.of(texts, shape.lengths());
        }
        Tensor tensor = Tensor.zeros(shape);
        int at = 0;
        for (int row : group) {
            float[] numbers = rows.get(row)[input].numbers();
            System.arraycopy(numbers, 0, tensor.data(), at, numbers.length);
            at += numbers.length;
        }
        return tensor;
    }

    private void collect(int output, Tensor given, List<Integer> group, Object[][] results) {
        Shape shape = given.shape();
        if (shape.rank() == 0 || shape.length(0) != group.size()) {
            throw new ModelException("the output '" + outputs.get(output).name() + "' has the shape " + shape + " for "
                    + group.size() + " rows");
        }
        boolean number = Columns.isNumber(outputs.get(output));
        int size = shape.size(1, shape.rank());
        int at = 0;
        for (int row : group) {
            results[row][output] = number ? (Object) given.data()[at] : Arrays.copyOfRange(given.data(), at, at + size);
            at += size;
        }
    }
}
