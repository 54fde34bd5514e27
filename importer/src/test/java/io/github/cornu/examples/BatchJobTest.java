package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A batch job over many samples, which tells how far it is. */
class BatchJobTest {
    private static final Path MODEL = Path.of("../testdata/samples/stream_online/model.h5");

    private final List<String> log = new ArrayList<>();

    private Tensor program(Path path, float[][][] samples) {
        // README
        Model model = KerasModels.load(path);
        Tensor x = Tensor.of(samples); // float[sample][step][feature]
        Tensor y = model.predict(x, 32, done -> log.add(done + " of " + samples.length));
        // README
        return y;
    }

    @Test
    void theBitsAreThoseOfOneCall() {
        float[][][] samples = new float[70][7][3];
        for (int i = 0; i < samples.length; i++) {
            samples[i][i % 7][i % 3] = i / 10f;
        }
        Tensor y = program(MODEL, samples);
        assertEquals(KerasModels.load(MODEL).run(Tensor.of(samples)), y);
        assertEquals(List.of("32 of 70", "64 of 70", "70 of 70"), log);
    }
}
