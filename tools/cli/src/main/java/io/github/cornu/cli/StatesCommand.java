package io.github.cornu.cli;

import io.github.cornu.ModelException;
import io.github.cornu.Printable;
import io.github.cornu.State;
import io.github.cornu.importer.StateFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cornu states}. */
@Command(
        name = "states",
        description = "Prints what is in a file of states.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {"", "Example:", "  cornu states s.h5"})
final class StatesCommand implements Callable<Integer> {
    private static final List<String> HEADER = List.of("Dataset", "Layer", "Shape", "Mean", "Min", "Max");
    private static final String GAP = "  ";

    @Parameters(index = "0", paramLabel = "S.h5", description = "A file of --states-out, or of Python.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StateFile.Content content = StateFile.read(file);
        if (content.datasets().isEmpty()) {
            throw new ModelException(String.valueOf(file.getFileName()), null, null, "there are no states", null);
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        content.datasets().forEach(dataset -> rows.add(row(dataset)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                content.model() == State.UNKNOWN_MODEL
                        ? "Of a model that the file does not tell"
                        : String.format("Of the model with the weights %016x", content.model()));
        print(out, rows);
        return 0;
    }

    private static List<String> row(StateFile.Dataset dataset) {
        float[] values = dataset.value().data();
        double sum = 0;
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        boolean empty = values.length == 0;
        return List.of(
                Printable.name(dataset.name()),
                dataset.layer() == null ? "-" : Printable.name(dataset.layer()),
                dataset.value().shape().toString(),
                empty ? "-" : number(sum / values.length),
                empty ? "-" : number(min),
                empty ? "-" : number(max));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static void print(PrintWriter out, List<List<String>> rows) {
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(row.get(column))
                        .append(" ".repeat(widths[column] - row.get(column).length()))
                        .append(GAP);
            }
            String text = line.toString().stripTrailing();
            out.println(row == HEADER ? Ink.strong(text) : text);
        }
    }
}
