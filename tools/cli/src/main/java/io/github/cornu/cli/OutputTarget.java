package io.github.cornu.cli;

import io.github.cornu.ModelException;
import io.github.cornu.Printable;
import io.github.cornu.cli.input.TensorFiles;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the outputs of a model go: a file by its ending, or the standard output as comma-separated text. */
record OutputTarget(Path path) {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    boolean isStandardOutput() {
        return path.equals(STANDARD_OUTPUT);
    }

    /** Refuses what could not be written, before the work is done. */
    void check() {
        if (isStandardOutput()) {
            return;
        }
        if (!List.of("npy", "npz", "csv").contains(ending())) {
            throw wrong("expected a file that ends in .npy, .npz or .csv");
        }
        NewFiles.check(path);
    }

    /** Refuses a model that has more outputs than the file can hold. */
    void check(List<TensorSpec> outputs) {
        if (ending().equals("npy") && outputs.size() > 1) {
            List<String> names = outputs.stream().map(TensorSpec::name).toList();
            throw wrong("the model has " + outputs.size() + " outputs " + names + ": use .npz or .csv");
        }
    }

    /**
     * Adds the file, if it is one.
     *
     * @param labels of the samples, or null
     * @param sequence whether text has a line for each time step
     */
    void add(NewFiles files, Map<String, Tensor> outputs, List<String> labels, boolean sequence) {
        switch (ending()) {
            case "npy" -> Npy.write(files, path, outputs.values().iterator().next());
            case "npz" -> Npz.write(files, path, outputs);
            case "csv" ->
                files.add(path, temporary -> {
                    try (Writer text = Files.newBufferedWriter(temporary)) {
                        new CsvText(outputs, labels, sequence).write(text);
                    }
                });
            default -> {}
        }
    }

    /** Prints the outputs if they go there, or else what was written, with the first rows. */
    void report(Map<String, Tensor> outputs, List<String> labels, boolean sequence, PrintWriter out) {
        if (isStandardOutput()) {
            new CsvText(outputs, labels, sequence).write(out);
            out.flush();
            return;
        }
        outputs.forEach((name, tensor) -> {
            out.println(Printable.message("wrote " + path + ": " + Printable.name(name) + " "
                    + new Elements(tensor).shape() + (tensor.isTexts() ? " of texts" : "")));
            Preview.of(tensor, labels).forEach(out::println);
        });
    }

    private String ending() {
        return isStandardOutput() ? "" : TensorFiles.ending(path);
    }

    private ModelException wrong(String problem) {
        return new ModelException(String.valueOf(path.getFileName()), null, null, problem, null);
    }
}
