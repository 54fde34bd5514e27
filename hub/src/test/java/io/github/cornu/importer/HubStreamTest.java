package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.StreamPool;
import io.github.cornu.hub.HubModels;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Causal language models give the same bits whole, in chunks, step by step, in a pool and from a .cornu file. */
class HubStreamTest {
    private static final CompileOptions VECTOR = CompileOptions.defaults().withKernels(KernelChoice.VECTOR);
    /** Of which all scores are limited, so that they cannot be stepped. */
    private static final String CAPPED = "capped";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> causalModelsStream() {
        return HubCase.families()
                .flatMap(HubCase::of)
                .filter(golden -> golden.name().contains("causal_lm"))
                .map(golden -> dynamicTest(golden.name(), () -> check(golden)));
    }

    private void check(HubCase golden) throws IOException {
        Model model = golden.loadGenerator(VECTOR);
        Tensor tokens = golden.golden().calls().get(0).inputs().get("token_ids");
        Tensor whole = model.run(tokens);
        if (golden.name().contains(CAPPED)) {
            refused(model);
            return;
        }
        assertArrayEquals(whole.data(), inChunks(model.newSession().stream(), tokens, whole, 1), "step by step");
        assertArrayEquals(whole.data(), inChunks(model.newSession().stream(), tokens, whole, 3), "in chunks");
        assertArrayEquals(whole.data(), inPool(model, tokens, whole), "in a pool");
        Path file = folder.resolve("generator.cornu");
        Files.deleteIfExists(file);
        HubModels.loader().convert(golden.file(), file, true, ConvertOptions.defaults());
        assertArrayEquals(whole.data(), Model.load(file, VECTOR).run(tokens).data(), "from a file");
    }

    private static void refused(Model model) {
        try {
            model.checkStream();
        } catch (ModelException e) {
            assertTrue(e.getMessage().contains("cannot be stepped through time"), e.getMessage());
            return;
        }
        throw new AssertionError("it can be stepped");
    }

    private static float[] inChunks(Session session, Tensor tokens, Tensor whole, int most) {
        int steps = tokens.shape().length(1);
        float[] all = new float[whole.data().length];
        for (int from = 0; from < steps; from += most) {
            int count = Math.min(most, steps - from);
            put(session.run(part(tokens, from, count)), from, count, whole, all);
        }
        return all;
    }

    private static float[] inPool(Model model, Tensor tokens, Tensor whole) {
        StreamPool pool = model.newPool();
        int[] streams = new int[tokens.shape().length(0)];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = pool.add();
        }
        float[] all = new float[whole.data().length];
        for (int t = 0; t < tokens.shape().length(1); t++) {
            Tensor y = Tensor.zeros(whole.shape().with(1, 1));
            pool.step(streams, part(tokens, t, 1), y);
            put(y, t, 1, whole, all);
        }
        return all;
    }

    private static Tensor part(Tensor tokens, int from, int count) {
        int batch = tokens.shape().length(0);
        int steps = tokens.shape().length(1);
        Tensor part = Tensor.zeros(batch, count);
        for (int r = 0; r < batch; r++) {
            System.arraycopy(tokens.data(), r * steps + from, part.data(), r * count, count);
        }
        return part;
    }

    private static void put(Tensor y, int from, int count, Tensor whole, float[] all) {
        int batch = whole.shape().length(0);
        int steps = whole.shape().length(1);
        int size = whole.shape().length(2);
        for (int r = 0; r < batch; r++) {
            System.arraycopy(y.data(), r * count * size, all, (r * steps + from) * size, count * size);
        }
    }

    /** What is no padding has the same bits without the input for the mask. */
    @TestFactory
    Stream<DynamicTest> paddingIsNotSeen() {
        return HubCase.families()
                .flatMap(HubCase::of)
                .filter(golden -> golden.name().contains("causal_lm"))
                .map(golden -> dynamicTest(golden.name(), () -> checkPadding(golden)));
    }

    private static void checkPadding(HubCase golden) {
        Model model = golden.load(VECTOR);
        if (!golden.name().contains(CAPPED)) {
            // Texts are generated with it.
            model.checkStream();
        }
        List<Tensor> inputs = golden.inputs(model);
        Tensor padding = inputs.get(0);
        Tensor masked = model.newSession().run(inputs).get(0);
        Tensor plain = golden.loadGenerator(VECTOR).run(inputs.get(1));
        int size = masked.shape().length(2);
        for (int i = 0; i < padding.data().length; i++) {
            for (int k = 0; padding.data()[i] != 0 && k < size; k++) {
                float expected = masked.data()[i * size + k];
                assertTrue(expected == plain.data()[i * size + k], golden.name() + " at " + i);
            }
        }
    }
}
