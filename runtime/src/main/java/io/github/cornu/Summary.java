package io.github.cornu;

import io.github.cornu.graph.LayerInfo;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The table of a model's layers, as Keras prints it. Safe for any number of threads. */
public final class Summary {
    private static final List<String> HEADER = List.of("Layer (type)", "Output Shape", "Param #", "Connected to");
    private static final List<String> DETAILS =
            List.of("Layer (type)", "Operations", "FLOPs", "Weights", "Joined or left out");

    private Summary() {}

    /** Inputs and layers with shapes and numbers of parameters; layers of inner models are part of their model. */
    public static String of(Model model) {
        Objects.requireNonNull(model, "model");
        return of(model.name(), model.inputs(), model.layers(), Map.of());
    }

    /**
     * As {@link #of(Model)}, of a model that need not be there.
     *
     * @param marks what to write behind layers, by their paths
     */
    public static String of(String name, List<TensorSpec> inputs, List<LayerInfo> layers, Map<String, String> marks) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(layers, "layers");
        Objects.requireNonNull(marks, "marks");
        List<List<String>> rows = new ArrayList<>();
        inputs.forEach(input -> rows.add(List.of(
                Printable.name(input.name()) + " (InputLayer)",
                input.kerasShape().toString(),
                "0",
                "")));
        long total = 0;
        long trainable = 0;
        boolean known = true;
        for (LayerInfo layer : layers) {
            if (!layer.isInner()) {
                rows.add(row(layer, marks.get(layer.path())));
                total += layer.parameters();
                trainable += layer.trainable();
                known &= layer.trainable() != LayerInfo.UNKNOWN;
            }
        }
        StringBuilder text = new StringBuilder("Model: \"" + Printable.name(name) + "\"\n");
        append(text, HEADER, rows);
        parameters(text, "Total", total);
        if (known) {
            parameters(text, "Trainable", trainable);
            parameters(text, "Non-trainable", total - trainable);
        }
        return text.toString();
    }

    private static void parameters(StringBuilder text, String which, long count) {
        text.append(String.format(Locale.ROOT, "%s params: %,d (%s)%n", which, count, size(count * Float.BYTES)));
    }

    private static List<String> row(LayerInfo layer, String mark) {
        String shapes = layer.shapes().isEmpty()
                ? "?"
                : layer.shapes().size() == 1
                        ? layer.shapes().get(0).toString()
                        : layer.shapes().stream().map(Shape::toString).collect(Collectors.joining(", ", "[", "]"));
        return List.of(
                name(layer) + (mark == null ? "" : ", " + mark),
                shapes,
                String.format(Locale.ROOT, "%,d", layer.parameters()),
                layer.inputs().stream().map(Printable::name).collect(Collectors.joining(", ")));
    }

    private static String name(LayerInfo layer) {
        return Printable.name(layer.path()) + " (" + Printable.name(layer.className()) + ")";
    }

    /**
     * What each layer became, what it and a call of the model cost, and what was assumed.
     *
     * @throws io.github.cornu.ModelException if the model cannot take inputs of these shapes
     */
    public static String ofDetails(Model model, List<Shape> inputs) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(inputs, "inputs");
        ModelDetails details = ModelDetails.of(model, inputs);
        List<List<String>> rows = new ArrayList<>();
        for (ModelDetails.Layer layer : details.layers()) {
            rows.add(List.of(
                    name(layer.info()),
                    operations(layer.operations()),
                    layer.flops() < 0 ? "unknown" : String.format(Locale.ROOT, "%,d", layer.flops()),
                    size(layer.weightBytes()),
                    Printable.message(String.join(", ", layer.remarks()))));
        }
        StringBuilder text = new StringBuilder();
        append(text, DETAILS, rows);
        text.append("For inputs of the shapes ");
        for (int i = 0; i < inputs.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(Printable.name(model.inputs().get(i).name()))
                    .append(' ')
                    .append(inputs.get(i));
        }
        text.append(String.format(
                Locale.ROOT,
                "%nFLOPs of a call: %s%,d%nMemory of weights: %s (%s, for all sessions)%n"
                        + "Memory of a session: %s of buffers, %s of states%n",
                details.allFlops() ? "" : "at least ",
                details.flops(),
                size(details.weightBytes()),
                model.options().weights().name().toLowerCase(Locale.ROOT),
                size(details.bufferBytes()),
                size(details.stateBytes())));
        return text.toString();
    }

    /** Repeated ones with their number: a wrapper may have hundreds. */
    private static String operations(List<String> operations) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        operations.forEach(operation -> counts.merge(operation, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() == 1 ? entry.getKey() : entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static void append(StringBuilder text, List<String> header, List<List<String>> rows) {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = header.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        int width = 2 * (widths.length - 1);
        for (int column : widths) {
            width += column;
        }
        line(text, header, widths);
        text.append("=".repeat(width)).append('\n');
        rows.forEach(row -> line(text, row, widths));
        text.append("=".repeat(width)).append('\n');
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(cells.get(column))
                    .append(" ".repeat(widths[column] - cells.get(column).length() + 2));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        return bytes < 1024 * 1024
                ? String.format(Locale.ROOT, "%.2f KB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.2f MB", bytes / (1024.0 * 1024));
    }
}
