package io.github.cornu.cli.input;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One input of a model in a table: its columns, and what is in them line by line. */
final class CsvInput {
    /** Without what Java alone takes for a number: 1f, 1d, hexadecimal digits. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final TensorSpec spec;
    private final int[] columns;
    private final boolean decimalComma;
    private final List<float[]> numbers = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    /** @param decimalComma whether 0,5 is a half */
    CsvInput(TensorSpec spec, int[] columns, boolean decimalComma) {
        this.spec = spec;
        this.columns = columns;
        this.decimalComma = decimalComma;
    }

    void add(CsvRecord line) {
        if (spec.texts()) {
            for (int column : columns) {
                texts.add(line.getField(column));
            }
            return;
        }
        float[] row = new float[columns.length];
        for (int i = 0; i < row.length; i++) {
            String field = line.getField(columns[i]);
            Float number = number(field, decimalComma);
            if (number == null) {
                throw new ModelException("line " + line.getStartingLineNumber() + ": '" + field + "' is no number");
            }
            row[i] = number;
        }
        numbers.add(row);
    }

    /** The number that a field tells, or null. */
    static Float number(String field, boolean decimalComma) {
        String text = decimalComma ? field.strip().replace(',', '.') : field.strip();
        return NUMBER.matcher(text).matches() ? Float.valueOf(text) : special(text.toLowerCase(Locale.ROOT));
    }

    /** As NumPy and Java write them. */
    private static Float special(String text) {
        return switch (text) {
            case "nan" -> Float.NaN;
            case "inf", "+inf", "infinity" -> Float.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Float.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /** All lines, each a sample or, if {@code sequence}, a time step of one sample. */
    Tensor tensor(boolean sequence) {
        int lines = spec.texts() ? texts.size() / columns.length : numbers.size();
        if (lines == 0) {
            throw new ModelException(spec.texts() ? "it has no lines" : "it has no lines of numbers");
        }
        int[] shape = sequence ? sequence(lines) : samples(lines);
        if (spec.texts()) {
            return Texts.of(texts, shape);
        }
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < lines; i++) {
            System.arraycopy(numbers.get(i), 0, tensor.data(), i * columns.length, columns.length);
        }
        return tensor;
    }

    /** A line is a sample, its numbers in row-major order; an axis that the model leaves free takes what there is. */
    private int[] samples(int lines) {
        Shape expected = spec.kerasShape();
        if (expected.rank() == 1 && columns.length == 1) {
            return new int[] {lines};
        }
        if (expected.rank() < 3) {
            // Whether the model takes that many is told by itself.
            return new int[] {lines, columns.length};
        }
        int free = freeAxis(expected);
        int known = expected.with(0, 1).with(free, 1).size();
        if (free > 0 ? columns.length % known != 0 : columns.length != known) {
            String numbers = (free > 0 ? "a multiple of " : "") + known + " for the shape " + expected;
            String hint = columns.length == expected.with(0, 1).with(1, 1).size(1, expected.rank())
                    ? "; --sequence takes each line as a time step"
                    : "";
            throw new ModelException("a line has " + columns.length + " fields of the input '" + spec.name()
                    + "', expected " + numbers + hint);
        }
        Shape shape = expected.with(0, lines);
        return (free > 0 ? shape.with(free, columns.length / known) : shape).lengths();
    }

    /** The free axis of a sample, or 0 if there is none. */
    private int freeAxis(Shape expected) {
        int free = 0;
        for (int axis = 1; axis < expected.rank(); axis++) {
            if (expected.length(axis) == Shape.FREE) {
                if (free > 0) {
                    throw new ModelException("the input '" + spec.name() + "' has the shape " + expected
                            + ", of which a line does not tell all lengths: use .npy");
                }
                free = axis;
            }
        }
        return free;
    }

    /** A line is a time step of a single sample. */
    private int[] sequence(int lines) {
        Shape expected = spec.kerasShape();
        if (expected.rank() < 2) {
            throw new ModelException(
                    "--sequence: the input '" + spec.name() + "' has no time steps: its shape is " + expected);
        }
        int size = expected.size(2, expected.rank());
        if (size != columns.length) {
            throw new ModelException("--sequence: a line has " + columns.length + " fields of the input '" + spec.name()
                    + "', expected " + (size == Shape.FREE ? "a fixed number" : String.valueOf(size))
                    + " for a time step of the shape " + expected);
        }
        return expected.with(0, 1).with(1, lines).lengths();
    }
}
