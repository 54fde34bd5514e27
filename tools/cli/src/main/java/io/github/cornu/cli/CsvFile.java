package io.github.cornu.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Tables of numbers, or of texts, as comma-separated text. A first line without any number is a header. */
final class CsvFile {
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    /** Without what Java alone takes for a number: 1f, 1d, hexadecimal digits. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private CsvFile() {}

    static Tensor read(Path path) {
        return lines(path, reader -> {
            List<float[]> rows = new ArrayList<>();
            for (CsvRecord line : reader) {
                if (!(line.getStartingLineNumber() == 1 && isHeader(line))) {
                    rows.add(numbers(line, rows));
                }
            }
            return table(rows);
        });
    }

    /** A line is a sample, its fields are texts. A first line that is the name of the input is a header. */
    static Tensor readTexts(Path path, TensorSpec spec) {
        return lines(path, reader -> {
            List<List<String>> rows = new ArrayList<>();
            for (CsvRecord line : reader) {
                if (!(line.getStartingLineNumber() == 1 && line.getFields().equals(List.of(spec.name())))) {
                    checkCount(
                            line,
                            rows.isEmpty() ? line.getFieldCount() : rows.get(0).size());
                    rows.add(line.getFields());
                }
            }
            if (rows.isEmpty()) {
                throw new ModelException("it has no lines");
            }
            boolean single = spec.kerasShape().rank() == 1 && rows.get(0).size() == 1;
            List<String> texts = rows.stream().flatMap(List::stream).toList();
            return single
                    ? Texts.of(texts, rows.size())
                    : Texts.of(texts, rows.size(), rows.get(0).size());
        });
    }

    private static Tensor lines(Path path, Function<CsvReader<CsvRecord>, Tensor> table) {
        String name = String.valueOf(path.getFileName());
        try (BufferedReader text = open(path);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(withoutMark(text))) {
            return table.apply(reader);
        } catch (ModelException e) {
            throw e.in(name);
        } catch (NoSuchFileException e) {
            throw new ModelException(name, null, null, "there is no such file", e);
        } catch (IOException | RuntimeException e) {
            throw new ModelException(name, null, null, "it cannot be read as comma-separated text: " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    private static BufferedReader open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new ModelException("it is a directory");
        }
        return new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
    }

    /** The text without the byte order mark that some spreadsheets put in front. */
    private static BufferedReader withoutMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private static boolean isHeader(CsvRecord line) {
        return line.getFields().stream().noneMatch(field -> number(field) != null);
    }

    private static float[] numbers(CsvRecord line, List<float[]> before) {
        checkCount(line, before.isEmpty() ? line.getFieldCount() : before.get(0).length);
        float[] row = new float[line.getFieldCount()];
        for (int i = 0; i < row.length; i++) {
            Float number = number(line.getField(i));
            if (number == null) {
                throw new ModelException(
                        "line " + line.getStartingLineNumber() + ": '" + line.getField(i) + "' is no number");
            }
            row[i] = number;
        }
        return row;
    }

    private static void checkCount(CsvRecord line, int expected) {
        if (line.getFieldCount() != expected) {
            throw new ModelException("line " + line.getStartingLineNumber() + " has " + line.getFieldCount()
                    + " fields, the lines before " + expected);
        }
    }

    private static Float number(String field) {
        String text = field.strip();
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

    private static Tensor table(List<float[]> rows) {
        if (rows.isEmpty()) {
            throw new ModelException("it has no lines of numbers");
        }
        int columns = rows.get(0).length;
        Tensor table = Tensor.zeros(rows.size(), columns);
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, table.data(), i * columns, columns);
        }
        return table;
    }
}
