package io.github.cornu.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Outputs as comma-separated text: a first line with the names of the columns, then a line a sample, its numbers in
 * row-major order, or a line a time step. Texts are as they are; a number is written with as many digits as
 * tell its float.
 */
final class CsvText {
    private final Map<String, Tensor> outputs;
    private final List<String> labels;
    /** The first axis of the numbers in a line: 1, or 2 if lines are time steps. */
    private final int inner;

    /**
     * @param labels of the samples, or null
     * @param sequence whether to write a line for each time step, if there is one sample with steps
     */
    CsvText(Map<String, Tensor> outputs, List<String> labels, boolean sequence) {
        this.outputs = outputs;
        this.labels = labels;
        this.inner = sequence && isSequence(outputs) ? 2 : 1;
    }

    private static boolean isSequence(Map<String, Tensor> outputs) {
        List<Shape> shapes = outputs.values().stream()
                .map(tensor -> new Elements(tensor).shape())
                .toList();
        return shapes.stream()
                .allMatch(shape -> shape.rank() > 2
                        && shape.length(0) == 1
                        && shape.length(1) == shapes.get(0).length(1));
    }

    void write(Writer to) {
        CsvWriter writer = CsvWriter.builder().bufferSize(0).build(to);
        List<String> header = new ArrayList<>();
        if (labels != null) {
            header.add("file");
        }
        outputs.forEach((name, tensor) -> addNames(name, new Elements(tensor).shape(), header));
        writer.writeRecord(header);
        List<Elements> columns = outputs.values().stream().map(Elements::new).toList();
        int lines = outputs.values().iterator().next().shape().length(inner - 1);
        for (int line = 0; line < lines; line++) {
            List<String> fields = new ArrayList<>();
            if (labels != null) {
                fields.add(labels.get(line));
            }
            for (Elements elements : columns) {
                int size = size(elements.shape());
                for (int i = line * size; i < (line + 1) * size; i++) {
                    fields.add(elements.areTexts() ? elements.text(i) : Float.toString(elements.number(i)));
                }
            }
            writer.writeRecord(fields);
        }
    }

    private int size(Shape shape) {
        return shape.size(inner, shape.rank());
    }

    /** The name of an output that is one number, or with the place of each: {@code name_0_0}, {@code name_0_1}, …. */
    private void addNames(String name, Shape shape, List<String> header) {
        int size = size(shape);
        for (int i = 0; i < size; i++) {
            StringBuilder places = new StringBuilder();
            int rest = i;
            for (int axis = shape.rank() - 1; axis >= inner; axis--) {
                places.insert(0, "_" + rest % shape.length(axis));
                rest /= shape.length(axis);
            }
            header.add(size == 1 ? name : name + places);
        }
    }
}
