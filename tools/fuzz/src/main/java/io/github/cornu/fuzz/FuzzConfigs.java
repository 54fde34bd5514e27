package io.github.cornu.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.WeightMatching;
import io.github.cornu.importer.KerasFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Architectures that are edited as JSON, with the weights that belong to them: the input says which one and what
 * happens to it. One that is a finding is written to {@code tools/fuzz/target/findings}.
 */
public final class FuzzConfigs {
    private static final int MAX_EDITS = 6;
    private static final Path FINDINGS = Path.of("tools/fuzz/target/findings");
    private static final List<Path> FILES = Seed.files(Path.of("testdata"));
    private static final Map<Path, Seed> SEEDS = new HashMap<>();

    private FuzzConfigs() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
        Seed seed = SEEDS.computeIfAbsent(data.pickValue(FILES), Seed::of);
        Seed other = SEEDS.computeIfAbsent(data.pickValue(FILES), Seed::of);
        if (seed == null || other == null) {
            return;
        }
        ObjectNode json = seed.json().deepCopy();
        Edits edits = new Edits(data, json, other.json());
        for (int i = data.consumeInt(1, MAX_EDITS); i > 0; i--) {
            edits.next();
        }
        byte[] bytes = Seed.bytes(json);
        try {
            Invariant.check(() -> KerasModels.loader()
                    .options(Invariant.OPTIONS)
                    .weights(seed.weights())
                    .weightMatching(WeightMatching.NAME)
                    .load(KerasFile.of(bytes, "it")));
        } catch (RuntimeException | Error e) {
            write(bytes, seed, e);
            throw e;
        }
    }

    private static void write(byte[] json, Seed seed, Throwable e) {
        Path file = FINDINGS.resolve("config-" + Integer.toHexString(root(e).hashCode()) + ".json");
        try {
            Files.createDirectories(FINDINGS);
            Files.write(file, json);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        System.err.println("finding: " + file + " with the weights of " + seed.weights());
    }

    /** Where the fault began. */
    private static StackTraceElement root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        return trace.length == 0 ? new StackTraceElement("", "", null, 0) : trace[0];
    }
}
