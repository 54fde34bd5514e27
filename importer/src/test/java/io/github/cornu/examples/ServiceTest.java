package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One model answers the calls of all threads of a service. */
@Tag("smoke")
class ServiceTest {
    private static final Path FOLDER = Path.of("../testdata/samples/stream_online");

    // README
    static final class Alarms {
        private final Model model;

        Alarms(Path path) {
            model = KerasModels.load(path);
        }

        float probability(float[] x) { // for any number of threads at once
            return model.run(Tensor.of(x, 1, 7, 3)).get(0, 0);
        }
    }
    // README

    @Test
    void manyThreadsGetTheSameAnswer() {
        float[] x = Arrays.copyOf(Npy.read(FOLDER.resolve("input.npy")).data(), 21);
        Alarms alarms = new Alarms(FOLDER.resolve("model.h5"));
        float expected = alarms.probability(x);
        List<Float> answers = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> alarms.probability(x))
                .distinct()
                .toList();
        assertEquals(List.of(expected), answers);
    }
}
