package io.github.cornu.cli.input;

import io.github.cornu.ModelException;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The files of tensors that a command reads its inputs from, by their endings. */
public final class TensorFiles {
    /** What is said of files that are none of these. */
    public static final String EXPECTED = "expected a file that ends in .npy, .npz, .csv, .png or .jpg";

    /** Of a golden: what came out. */
    private static final Pattern RESULT = Pattern.compile("(output|layer|state)_.+", Pattern.DOTALL);

    private TensorFiles() {}

    /** @param sequence whether each line of a table is a time step of one sample */
    public static List<Tensor> readInputs(Path path, List<TensorSpec> specs, boolean sequence) {
        String name = String.valueOf(path.getFileName());
        String ending = ending(path);
        if (ending.equals("npz")) {
            return byName(name, Npz.read(path), specs);
        }
        if (ending.equals("csv")) {
            return CsvFile.read(path, specs, sequence);
        }
        if (!ending.equals("npy")) {
            throw new ModelException(name, null, null, EXPECTED, null);
        }
        if (specs.size() > 1) {
            throw new ModelException(
                    name, null, null, "the model has " + specs.size() + " inputs " + names(specs) + ": use .npz", null);
        }
        return List.of(Npy.read(path));
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

    private static List<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).toList();
    }

    public static String ending(Path path) {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
