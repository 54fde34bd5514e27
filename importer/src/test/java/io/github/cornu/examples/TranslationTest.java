package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Feedback;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An encoder whose states start a decoder, which is fed with its last word until it gives the end token. */
class TranslationTest {
    private static final Path FOLDER = Path.of("../testdata/generation/translation");
    private static final float START = 1;

    private static List<Float> program(Path folder, Tensor source, float end) {
        // README
        Session encoder = KerasModels.load(folder.resolve("encoder.h5")).newSession();
        Session decoder = KerasModels.load(folder.resolve("decoder.h5")).newSession();
        List<Tensor> states = encoder.run(List.of(source));
        Tensor token = Tensor.of(new float[] {START}, 1, 1);
        List<Float> words = new ArrayList<>();
        while (words.size() < 100 && (words.isEmpty() || token.data()[0] != end)) {
            List<Tensor> outputs = decoder.run(List.of(token, states.get(0), states.get(1)));
            states = outputs.subList(1, 3);
            token = Tensor.of(Feedback.index().next(outputs.get(0), 1).data(), 1, 1);
            words.add(token.data()[0]);
        }
        // README
        return words;
    }

    @Test
    void wordsAreKerass() {
        Tensor tokens = Npy.read(FOLDER.resolve("tokens.npy"));
        List<Float> expected = new ArrayList<>();
        for (float token : tokens.data()) {
            expected.add(token);
        }
        float end = expected.get(expected.size() - 1);
        assertEquals(expected, program(FOLDER, Npy.read(FOLDER.resolve("source.npy")), end));
    }
}
