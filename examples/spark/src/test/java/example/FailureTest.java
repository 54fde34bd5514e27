package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.importer.ModelRef;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query that fails in the middle of a batch goes on from its checkpoint, with the bits of one pool. */
class FailureTest {
    /** It fails once. */
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    /** Fails at a risk in the middle of the second batch, when other machines have been stepped already. */
    private static Dataset<Row> failOnce(Dataset<Row> risks) {
        return risks.map(
                (MapFunction<Row, Row>) risk -> {
                    if (risk.getInt(1) == 7 && risk.getString(0).equals("machine-31") && !FAILED.getAndSet(true)) {
                        throw new IllegalStateException("the executor is lost");
                    }
                    return risk;
                },
                risks.encoder());
    }

    @Test
    void theNumbersAreThoseOfOnePool(@TempDir Path folder) throws Exception {
        SparkSession spark = Machines.session();
        Machines machines =
                new Machines(spark, ModelRef.of(Path.of("src/main/resources/churn.keras")), folder);
        Path readings = folder.resolve("readings");
        Sensors.write(readings, 0, 5);
        Sensors.write(readings, 5, 10);
        Sensors.write(readings, 10, Machines.STEPS);
        StreamingQueryException e =
                assertThrows(StreamingQueryException.class, () -> machines.stream(FailureTest::failOnce));
        assertTrue(e.getMessage().contains("the executor is lost"), e.getMessage());
        assertEquals(5 * Sensors.MACHINES, machines.streamed().size());
        machines.stream(UnaryOperator.identity());
        machines.requireTheBitsOfOnePool();
        spark.stop();
    }
}
