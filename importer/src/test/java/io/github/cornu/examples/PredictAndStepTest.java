package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The documentation's first program: predict a whole sequence, then the same as a stream of samples. */
@Tag("smoke")
class PredictAndStepTest {
    private static final Path FOLDER = Path.of("../testdata/samples/stream_online");

    /** A device that is read until it has nothing more. */
    private interface Sensor {
        boolean read(float[] values);
    }

    private final List<Float> alarms = new ArrayList<>();

    private Tensor program(Path path, float[] x, Sensor sensor) {
        // README
        Model model = KerasModels.load(path);
        Tensor y = model.run(Tensor.of(x, 1, 7, 3)); // predict: 1 sample, 7 steps, 3 features

        Session stream = model.newSession().stream(); // step: the states stay from call to call
        Tensor now = Tensor.zeros(1, 1, 3), probability = Tensor.zeros(1, 1);
        while (sensor.read(now.data())) {
            stream.step(now, probability);
            alarms.add(probability.data()[0]);
        }
        // README
        return y;
    }

    @Test
    void theLastStepEqualsThePrediction() {
        float[] x = Arrays.copyOf(Npy.read(FOLDER.resolve("input.npy")).data(), 21);
        int[] steps = {0};
        Tensor y = program(FOLDER.resolve("model.h5"), x, values -> {
            if (steps[0] == 7) {
                return false;
            }
            System.arraycopy(x, 3 * steps[0]++, values, 0, 3);
            return true;
        });
        assertEquals(7, alarms.size());
        assertEquals(y.data()[0], alarms.get(6));
    }
}
