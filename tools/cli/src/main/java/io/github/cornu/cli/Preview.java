package io.github.cornu.cli;

import io.github.cornu.Printable;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The first rows of a tensor, for the eye: aligned, six digits, and how many there are besides. */
final class Preview {
    private static final int ROWS = 4;
    private static final int COLUMNS = 8;
    private static final int LETTERS = 40;

    private Preview() {}

    /** @param labels of the samples, or null */
    static List<String> of(Tensor tensor, List<String> labels) {
        Elements elements = new Elements(tensor);
        Shape shape = elements.shape();
        int columns = shape.rank() < 2 ? 1 : shape.length(-1);
        int rows = columns == 0 ? 0 : elements.count() / columns;
        List<List<String>> cells = new ArrayList<>();
        for (int row = 0; row < Math.min(rows, ROWS); row++) {
            List<String> line = new ArrayList<>();
            line.add(label(shape, row, labels));
            for (int column = 0; column < Math.min(columns, COLUMNS); column++) {
                line.add(cell(elements, row * columns + column));
            }
            cells.add(line);
        }
        String more = columns > COLUMNS ? "  … " + (columns - COLUMNS) + " more" : "";
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            lines.add(aligned(line, cells) + more);
        }
        if (rows > ROWS) {
            lines.add("  … " + (rows - ROWS) + (rows - ROWS == 1 ? " more row" : " more rows"));
        }
        return lines;
    }

    private static String label(Shape shape, int row, List<String> labels) {
        StringBuilder places = new StringBuilder();
        int rest = row;
        for (int axis = Math.max(0, shape.rank() - 2); axis >= 0; axis--) {
            int place = rest % shape.length(axis);
            places.insert(0, axis == 0 && labels != null ? Printable.text(labels.get(place)) : String.valueOf(place));
            places.insert(0, axis == 0 ? "" : ", ");
            rest /= shape.length(axis);
        }
        return "[" + places + "]";
    }

    private static String cell(Elements elements, int index) {
        if (!elements.areTexts()) {
            return number(elements.number(index));
        }
        String text = Printable.name(elements.text(index));
        boolean fits = text.codePointCount(0, text.length()) <= LETTERS;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, LETTERS)) + "…";
    }

    private static String number(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? String.format(Locale.ROOT, "%.1f", value)
                : String.format(Locale.ROOT, "%.6g", value);
    }

    private static String aligned(List<String> line, List<List<String>> all) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < line.size(); column++) {
            int place = column;
            int width = all.stream()
                    .mapToInt(other -> other.get(place).length())
                    .max()
                    .orElse(0);
            String cell = line.get(column);
            String gap = " ".repeat(width - cell.length());
            text.append("  ").append(column == 0 ? Ink.faint(cell + gap) : gap + cell);
        }
        return text.toString();
    }
}
