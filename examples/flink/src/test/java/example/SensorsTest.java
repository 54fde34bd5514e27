package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class SensorsTest {
    private static final Path MODEL = Path.of("src/main/resources/churn.keras");

    /** On a cluster in this JVM. */
    @Test
    void eachMachineHasTheScoresOfItsOwnStream() throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(2);
        List<Score> scores = Sensors.scores(
                        Sensors.readings(environment, 3000).keyBy(reading -> reading.machine), ModelRef.of(MODEL))
                .executeAndCollect(3000);
        Map<String, Float> found = new HashMap<>();
        scores.forEach(score -> found.put(score.machine + " " + score.time, score.risk));
        assertEquals(3000, found.size());
        Session alone = KerasModels.load(MODEL).newSession().stream();
        for (int second = 0; second < 3; second++) {
            Reading reading = Reading.generated(1000L * second + 7);
            float[] now = {reading.temperature, reading.pressure, reading.vibration};
            float risk = alone.run(Tensor.of(now, 1, 1, 3)).data()[0];
            assertEquals(risk, found.get("machine-7 " + 1000L * second));
        }
    }
}
