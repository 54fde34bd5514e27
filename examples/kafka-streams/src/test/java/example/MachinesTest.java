package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.StreamPool;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.FloatDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each machine gets what one pool on one machine gives, also when it goes on from the store elsewhere. */
class MachinesTest {
    private static final int MACHINES = 20;
    private static final int STEPS = 10;

    private final ModelRef ref = ModelRef.of(Path.of("src/main/resources/churn.keras"));

    @TempDir
    Path folder;

    private TopologyTestDriver driver(String name) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "machines");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve(name).toString());
        return new TopologyTestDriver(Machines.topology(ref), config);
    }

    private static float[] reading(int machine, int time) {
        Random random = new Random(1_000_003L * machine + time);
        return new float[] {(float) random.nextGaussian(), (float) random.nextGaussian(), (float) random.nextGaussian()};
    }

    /** All machines send their readings of some times. */
    private static void send(TopologyTestDriver driver, int from, int to, List<KeyValue<String, Float>> risks) {
        var readings = driver.createInputTopic(Machines.READINGS, new StringSerializer(), new StringSerializer());
        TestOutputTopic<String, Float> out =
                driver.createOutputTopic(Machines.RISKS, new StringDeserializer(), new FloatDeserializer());
        for (int time = from; time < to; time++) {
            for (int machine = 0; machine < MACHINES; machine++) {
                float[] x = reading(machine, time);
                readings.pipeInput("machine-" + machine, x[0] + "," + x[1] + "," + x[2]);
            }
        }
        risks.addAll(out.readKeyValuesToList());
    }

    private List<KeyValue<String, Float>> ofOnePool() {
        StreamPool pool = ref.load().newPool();
        int[] streams = new int[MACHINES];
        for (int machine = 0; machine < MACHINES; machine++) {
            streams[machine] = pool.add();
        }
        Tensor x = Tensor.zeros(MACHINES, 1, 3);
        Tensor y = Tensor.zeros(MACHINES, 1);
        List<KeyValue<String, Float>> risks = new ArrayList<>();
        for (int time = 0; time < STEPS; time++) {
            for (int machine = 0; machine < MACHINES; machine++) {
                System.arraycopy(reading(machine, time), 0, x.data(), 3 * machine, 3);
            }
            pool.step(streams, x, y);
            for (int machine = 0; machine < MACHINES; machine++) {
                risks.add(KeyValue.pair("machine-" + machine, y.get(machine, 0)));
            }
        }
        return risks;
    }

    @Test
    void theBitsAreThoseOfOnePool() {
        List<KeyValue<String, Float>> risks = new ArrayList<>();
        try (TopologyTestDriver driver = driver("one")) {
            send(driver, 0, STEPS, risks);
        }
        assertEquals(ofOnePool(), risks);
    }

    /** The second driver begins with what the first one left in its store, as after Kafka has moved a task. */
    @Test
    void anotherInstanceGoesOnFromTheStore() {
        List<KeyValue<String, Float>> risks = new ArrayList<>();
        Map<String, byte[]> store = new TreeMap<>();
        try (TopologyTestDriver driver = driver("first")) {
            send(driver, 0, STEPS / 2, risks);
            KeyValueStore<String, byte[]> states = driver.getKeyValueStore(RiskProcessor.STORE);
            try (var all = states.all()) {
                all.forEachRemaining(entry -> store.put(entry.key, entry.value));
            }
        }
        assertEquals(MACHINES, store.size());
        try (TopologyTestDriver driver = driver("second")) {
            KeyValueStore<String, byte[]> states = driver.getKeyValueStore(RiskProcessor.STORE);
            store.forEach(states::put);
            send(driver, STEPS / 2, STEPS, risks);
        }
        assertEquals(ofOnePool(), risks);
    }

    @Test
    void aReadingThatIsNoneIsTold() {
        try (TopologyTestDriver driver = driver("bad")) {
            var readings = driver.createInputTopic(Machines.READINGS, new StringSerializer(), new StringSerializer());
            Throwable e = assertThrows(StreamsException.class, () -> readings.pipeInput("machine-1", "1,2"));
            assertTrue(String.valueOf(e.getCause()).contains("a reading has three numbers, got '1,2'"), e.toString());
        }
    }
}
