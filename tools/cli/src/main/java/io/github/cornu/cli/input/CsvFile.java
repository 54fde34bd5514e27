package io.github.cornu.cli.input;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs of a model in a table: text with a line a sample, or a line a time step. Fields are separated by commas;
 * by semicolons or tabs if the first line has them, and then a comma may stand for the decimal point. A first line
 * without any number is a header; with the names of the inputs it says which columns are whose. A table of texts for a
 * single input has commas, and a header only if that is the name of the input.
 */
public final class CsvFile {
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LONGEST_LINE = 1 << 24;

    private CsvFile() {}

    /** @param sequence whether a line is a time step of a single sample */
    public static List<Tensor> read(Path path, List<TensorSpec> specs, boolean sequence) {
        String name = String.valueOf(path.getFileName());
        try (BufferedReader text = open(path)) {
            char separator = specs.size() == 1 && specs.get(0).texts() ? ',' : separator(text);
            try (CsvReader<CsvRecord> reader = CsvReader.builder()
                    .fieldSeparator(separator)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(text)) {
                return read(reader, specs, sequence, separator != ',');
            }
        } catch (ModelException e) {
            throw e.in(name);
        } catch (NoSuchFileException e) {
            throw new ModelException(name, null, null, "there is no such file", e);
        } catch (IOException | RuntimeException e) {
            throw new ModelException(name, null, null, "it cannot be read as comma-separated text: " + reason(e), e);
        }
    }

    private static List<Tensor> read(
            CsvReader<CsvRecord> reader, List<TensorSpec> specs, boolean sequence, boolean decimalComma) {
        List<CsvInput> inputs = new ArrayList<>();
        int fields = -1;
        for (CsvRecord line : reader) {
            boolean header = false;
            if (inputs.isEmpty()) {
                CsvColumns columns = CsvColumns.of(line.getFields(), specs, decimalComma);
                for (int i = 0; i < specs.size(); i++) {
                    inputs.add(new CsvInput(specs.get(i), columns.columns().get(i), decimalComma));
                }
                header = columns.header();
                fields = line.getFieldCount();
            }
            if (line.getFieldCount() != fields) {
                throw new ModelException("line " + line.getStartingLineNumber() + " has " + line.getFieldCount()
                        + (line.getFieldCount() == 1 ? " field" : " fields") + ", the lines before " + fields);
            }
            if (!header) {
                inputs.forEach(input -> input.add(line));
            }
        }
        if (inputs.isEmpty()) {
            throw new ModelException(specs.get(0).texts() ? "it has no lines" : "it has no lines of numbers");
        }
        return inputs.stream().map(input -> input.tensor(sequence)).toList();
    }

    private static String reason(Exception e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    /** The text without the byte order mark that some spreadsheets put in front. */
    private static BufferedReader open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new ModelException("it is a directory");
        }
        BufferedReader text =
                new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    /** What separates the fields, by the first line that is not empty. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_LINE);
        String line = "";
        while (line != null && line.isBlank()) {
            line = text.readLine();
        }
        text.reset();
        String bare = line == null ? "" : line.replaceAll("\"[^\"]*\"", "");
        return bare.indexOf(';') >= 0 ? ';' : bare.indexOf('\t') >= 0 ? '\t' : ',';
    }
}
