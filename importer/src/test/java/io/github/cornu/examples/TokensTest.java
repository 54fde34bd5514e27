package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Beam;
import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.Sampling;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A language model goes on with a text. */
class TokensTest {
    private static final Path FOLDER = Path.of("../testdata/generation/gpt");
    private static final int END = 23;

    @Test
    void goesOn() {
        Path path = FOLDER.resolve("model.h5");
        int[] prompt = {3, 17, 5, 28, 11};
        List<Integer> text = new ArrayList<>();
        // README
        Model model = KerasModels.load(path);
        Session session = model.newSession().stream();
        Sampling sampling = Sampling.random(7)
                .withTemperature(0.8)
                .withTopK(40)
                .withTopP(0.95)
                .withEnd(END);
        int[] tokens = Generation.tokens(session, prompt, 20, sampling, token -> {
            text.add(token); // as soon as it is chosen; false stops
            return true;
        });
        List<Beam> likeliest = Generation.beams(model.newSession().stream(), prompt, 9, 3, END);
        // README
        assertEquals(tokens.length, text.size());
        assertEquals(Npy.read(FOLDER.resolve("beams.npy")).shape().length(0), likeliest.size());
    }
}
