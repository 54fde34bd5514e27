package io.github.cornu.importer;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** A folder with a model and what Keras computed with it. */
record GoldenCase(Path folder) {
    private static final String WANTED = "cornu.layers";

    static Stream<GoldenCase> all() {
        return layers().flatMap(GoldenCase::of);
    }

    /** All folders of {@code testdata/layers}, or those that {@code -Dcornu.layers=dense,elu} names. */
    static Stream<Path> layers() {
        Path all = TestData.ROOT.resolve("layers");
        return areSome()
                ? Stream.of(System.getProperty(WANTED).split(",")).map(all::resolve)
                : TestData.folders(all).stream();
    }

    /** Whether these are not all. */
    static boolean areSome() {
        return System.getProperty(WANTED) != null;
    }

    static Stream<GoldenCase> of(Path layer) {
        return TestData.folders(layer).stream().map(GoldenCase::new);
    }

    /** Without those of Keras 2 that Keras 3 has too, which have the same operations but in 16 bits. */
    static Stream<GoldenCase> newestOf(Path layer) {
        return of(layer).filter(golden -> !golden.isOlderTwin());
    }

    private boolean isOlderTwin() {
        String name = String.valueOf(folder.getFileName());
        return name.endsWith("_k2")
                && !name.contains("float16")
                && Files.exists(folder.resolveSibling(name.replaceFirst("_k2$", "_k3")));
    }

    String name() {
        return folder.getParent().getFileName() + "/" + folder.getFileName();
    }

    Path file() {
        Path archive = folder.resolve("model.keras");
        return Files.exists(archive) ? archive : folder.resolve("model.h5");
    }

    /** What else there is in {@code case.json}. */
    private String special() {
        try {
            return Files.readString(folder.resolve("case.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it computes in a type of 16 bits. */
    boolean isHalf() {
        return mantissa() > 0;
    }

    /** How many bits the type of 16 bits has behind the point, 0 for others. */
    private int mantissa() {
        String special = special();
        return special.contains("\"bfloat16\"") ? 7 : special.contains("\"float16\"") ? 10 : 0;
    }

    /** Whether a result is as near as it must be. */
    boolean isEqual(Comparison comparison) {
        return isHalf() ? TestData.isWithinTwoUlps(comparison, mantissa()) : comparison.isWithin(TestData.TOLERANCE);
    }

    /** Whether inference needs a weight of an archive, by its name without that of the layer. */
    boolean uses(String weight) {
        return !special().contains('"' + weight.replaceFirst("^layers/[^/]+/", "") + '"');
    }

    /** What the model needs besides Keras's layers. Its own Attention has the name of one of Keras. */
    CustomObjects custom() {
        return folder.getParent().endsWith("custom") ? CustomExamples.ALL : CustomObjects.none();
    }

    Model load(CompileOptions options) {
        return KerasModels.loader().options(options).customObjects(custom()).load(KerasFile.of(file()));
    }

    Golden golden() {
        return Golden.of(Npz.read(folder.resolve("golden.npz")));
    }

    /** The inputs of each call, in the order of the model. */
    List<List<Tensor>> inputs(Model model) {
        List<List<Tensor>> calls = new ArrayList<>();
        for (Golden.Call call : golden().calls()) {
            List<Tensor> inputs = new ArrayList<>();
            for (int i = 0; i < model.inputs().size(); i++) {
                Map<String, Tensor> recorded = call.inputs();
                Tensor byName = recorded.get(model.inputs().get(i).name());
                inputs.add(byName == null ? recorded.get(String.valueOf(i)) : byName);
            }
            calls.add(inputs);
        }
        return calls;
    }

    /** Of the bits of all outputs and states; a NaN is a NaN. */
    String crc(Model model) {
        CRC32 crc = new CRC32();
        Session session = model.newSession();
        for (List<Tensor> inputs : inputs(model)) {
            session.run(inputs).forEach(output -> update(crc, output));
            for (State.Entry entry : session.state().entries()) {
                update(crc, entry.value());
            }
        }
        return String.format("%08x", crc.getValue());
    }

    private static void update(CRC32 crc, Tensor tensor) {
        for (float value : tensor.data()) {
            int bits = Float.floatToIntBits(value);
            for (int shift = 24; shift >= 0; shift -= 8) {
                crc.update(bits >>> shift);
            }
        }
    }
}
