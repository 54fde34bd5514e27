package io.github.cornu.importer;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.hub.HubModels;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** A folder of {@code testdata/hub/models}: a model and what KerasHub computed with it. */
record HubCase(Path folder) {
    static final Path ROOT = Path.of("../testdata/hub/models");
    /** Relative to the largest output. */
    private static final double TOLERANCE = 1e-5;

    private static final String WANTED = "cornu.layers";

    /** All folders of families, or those that {@code -Dcornu.layers=bert,gpt2} names. */
    static Stream<Path> families() {
        return System.getProperty(WANTED) != null
                ? Stream.of(System.getProperty(WANTED).split(",")).map(ROOT::resolve)
                : folders(ROOT);
    }

    /** The cases of a family. */
    static Stream<HubCase> of(Path family) {
        return folders(family).map(HubCase::new);
    }

    private static Stream<Path> folders(Path parent) {
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return folder.getParent().getFileName() + "/" + folder.getFileName();
    }

    /** An archive, or the folder of a preset. */
    Path file() {
        Path archive = folder.resolve("model.keras");
        return Files.exists(archive) ? archive : folder.resolve("preset");
    }

    Model load(CompileOptions options) {
        return HubModels.loader().options(options).load(file()).model();
    }

    /** That of a causal language model, without the input for the mask of padding. */
    Model loadGenerator(CompileOptions options) {
        return HubModels.loader().options(options).loadGenerator(file());
    }

    Golden golden() {
        return Golden.of(Npz.read(folder.resolve("golden.npz")));
    }

    static boolean isEqual(Comparison comparison) {
        return comparison.isWithin(TOLERANCE);
    }

    /** Whether inference needs a weight: not one whose path ends as one that case.json lists. */
    boolean uses(String weight) {
        try {
            return Pattern.compile("\"([^\"]+)\"")
                    .matcher(Files.readString(folder.resolve("case.json")))
                    .results()
                    .noneMatch(found -> weight.endsWith(found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The inputs in the order of the model. */
    List<Tensor> inputs(Model model) {
        Map<String, Tensor> recorded = golden().calls().get(0).inputs();
        List<Tensor> inputs = new ArrayList<>();
        model.inputs().forEach(input -> inputs.add(recorded.get(input.name())));
        return inputs;
    }

    /** Of the bits of all outputs; a NaN is a NaN. */
    String crc(Model model) {
        CRC32 crc = new CRC32();
        for (Tensor output : model.newSession().run(inputs(model))) {
            for (float value : output.data()) {
                int bits = Float.floatToIntBits(value);
                for (int shift = 24; shift >= 0; shift -= 8) {
                    crc.update(bits >>> shift);
                }
            }
        }
        return String.format("%08x", crc.getValue());
    }
}
