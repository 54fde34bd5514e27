package io.github.cornu.cli;

import io.github.cornu.ModelException;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The files that a command reads its inputs from and writes its outputs to, by their endings. */
final class TensorFiles {
    /** Of a golden: what came out. */
    private static final Pattern RESULT = Pattern.compile("(output|layer|state)_.+", Pattern.DOTALL);

    private TensorFiles() {}

    static List<Tensor> readInputs(Path path, List<TensorSpec> specs) {
        String name = String.valueOf(path.getFileName());
        String ending = ending(path);
        if (ending.equals("npz")) {
            return byName(name, Npz.read(path), specs);
        }
        if (specs.size() > 1) {
            throw new ModelException(
                    name, null, null, "the model has " + specs.size() + " inputs " + names(specs) + ": use .npz", null);
        }
        return switch (ending) {
            case "npy" -> List.of(Npy.read(path));
            case "csv" -> List.of(specs.get(0).texts() ? CsvFile.readTexts(path, specs.get(0)) : CsvFile.read(path));
            default ->
                throw new ModelException(name, null, null, "expected a file that ends in .npy, .npz or .csv", null);
        };
    }

    /** By the names of the inputs, or all by position: Keras itself names inputs {@code input_1}. */
    private static List<Tensor> byName(String file, Map<String, Tensor> arrays, List<TensorSpec> specs) {
        List<String> names = names(specs);
        List<String> positions =
                IntStream.range(0, specs.size()).mapToObj(i -> "input_" + i).toList();
        for (List<String> keys : List.of(names, positions)) {
            if (arrays.keySet().containsAll(keys)) {
                requireNoOthers(file, arrays, keys);
                return keys.stream().map(arrays::get).toList();
            }
        }
        String problem = "expected the arrays " + names + " or " + positions + ", got " + arrays.keySet();
        throw new ModelException(file, null, null, problem, null);
    }

    /** Refuses arrays that the model does not take, but for those of a golden of one call. */
    private static void requireNoOthers(String file, Map<String, Tensor> arrays, List<String> keys) {
        List<String> others = arrays.keySet().stream()
                .filter(key -> !keys.contains(key) && !RESULT.matcher(key).matches())
                .toList();
        if (!others.isEmpty()) {
            throw new ModelException(file, null, null, "the model does not take the arrays " + others, null);
        }
    }

    /** Refuses an output file that could not be written, before the work is done. */
    static void checkOutput(Path path) {
        if (!List.of("npy", "npz").contains(ending(path))) {
            String name = String.valueOf(path.getFileName());
            throw new ModelException(name, null, null, "expected a file that ends in .npy or .npz", null);
        }
        NewFiles.check(path);
    }

    static void checkOutput(Path path, List<TensorSpec> outputs) {
        if (ending(path).equals("npy") && outputs.size() > 1) {
            String problem = "the model has " + outputs.size() + " outputs " + names(outputs) + ": use .npz";
            throw new ModelException(String.valueOf(path.getFileName()), null, null, problem, null);
        }
    }

    static void write(NewFiles files, Path path, Map<String, Tensor> outputs) {
        if (ending(path).equals("npy")) {
            Npy.write(files, path, outputs.values().iterator().next());
        } else {
            Npz.write(files, path, outputs);
        }
    }

    private static List<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).toList();
    }

    private static String ending(Path path) {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
