package example;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.expr;

import io.github.cornu.StreamPool;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.spark.CornuSpark;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;

/**
 * The risk of machines by what their sensors tell: reading by reading as a stream, which is stopped in the middle and
 * started again, and of the last seven readings of each as a batch. Compares both with one pool on one machine.
 */
public final class Machines {
    private static final String READING = "machine string, time int, a float, b float, c float";
    private static final String RISK = "machine string, time int, risk float";
    static final int STEPS = 20;
    private static final int WINDOW = 7;

    private final SparkSession spark;
    private final ModelRef ref;
    private final Path folder;

    Machines(SparkSession spark, ModelRef ref, Path folder) {
        this.spark = spark;
        this.ref = ref;
        this.folder = folder;
    }

    /** Spark in this JVM, with the state store that {@code transformWithState} needs. */
    static SparkSession session() {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config(
                        "spark.sql.streaming.stateStore.providerClass",
                        "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return spark;
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    /**
     * Steps all readings that have come since the last time.
     *
     * @param after is done with the risks before they are written
     */
    void stream(UnaryOperator<Dataset<Row>> after) throws Exception {
        Dataset<Row> readings = spark.readStream().schema(READING).option("maxFilesPerTrigger", 1).csv(in("readings"));
        // README
        Dataset<Row> risks = readings.groupByKey((MapFunction<Row, String>) row -> row.getString(0), Encoders.STRING())
                .transformWithState(
                        new RiskProcessor(ref),
                        TimeMode.None(),
                        OutputMode.Append(),
                        Encoders.row(StructType.fromDDL(RISK)));
        // README
        after.apply(risks)
                .writeStream()
                .outputMode("append")
                .option("checkpointLocation", in("checkpoint"))
                .trigger(Trigger.AvailableNow())
                .start(in("risks"))
                .awaitTermination();
    }

    /** The risks that were written. */
    List<Row> streamed() {
        return spark.read().schema(RISK).parquet(in("risks")).collectAsList();
    }

    /** The risk of the last readings of each machine. */
    private Dataset<Row> batch() {
        // README
        Dataset<Row> windows = spark.read().schema(READING).csv(in("readings"))
                .withColumn("reading", array("a", "b", "c"))
                .groupBy("machine")
                .agg(expr("sort_array(collect_list(struct(time, reading)))").as("all"))
                .withColumn("window", expr("transform(slice(all, -7, 7), r -> r.reading)"));
        Dataset<Row> risks = CornuSpark.score(windows, ref, "window", "risk");
        // README
        return risks.select("machine", "risk");
    }

    /** Compares all risks, streamed and of batches, with those of one pool. */
    void requireTheBitsOfOnePool() {
        List<Row> streamed = streamed();
        List<Row> batch = batch().collectAsList();
        StreamPool pool = CornuSpark.load(ref).newPool();
        float[][] risks = new float[STEPS][];
        int[] streams = new int[Sensors.MACHINES];
        Tensor x = Tensor.zeros(streams.length, 1, 3);
        Tensor y = Tensor.zeros(streams.length, 1);
        Tensor windows = Tensor.zeros(streams.length, WINDOW, 3);
        for (int m = 0; m < streams.length; m++) {
            streams[m] = pool.add();
        }
        for (int t = 0; t < STEPS; t++) {
            for (int m = 0; m < streams.length; m++) {
                System.arraycopy(Sensors.reading(m, t), 0, x.data(), 3 * m, 3);
                int place = t - (STEPS - WINDOW);
                if (place >= 0) {
                    System.arraycopy(Sensors.reading(m, t), 0, windows.data(), 3 * (WINDOW * m + place), 3);
                }
            }
            pool.step(streams, x, y);
            risks[t] = y.data().clone();
        }
        Tensor last = pool.model().predict(windows, 32);
        long same = streamed.stream()
                .filter(row -> row.getFloat(2) == risks[row.getInt(1)][number(row)])
                .map(row -> row.getString(0) + " " + row.getInt(1))
                .distinct()
                .count();
        long sameLast = batch.stream().filter(row -> row.getFloat(1) == last.get(number(row), 0)).count();
        if (same != (long) STEPS * streams.length || same != streamed.size() || sameLast != streams.length) {
            throw new IllegalStateException(same + " of " + streamed.size() + " and " + sameLast + " of "
                    + batch.size() + " risks have the bits of one pool");
        }
        System.out.println(pool.model().kernels() + " " + same + " risks of a stream that was started twice and "
                + sameLast + " of a batch: the bits of one pool");
    }

    private static int number(Row row) {
        return Integer.parseInt(row.getString(0).substring("machine-".length()));
    }

    /** Arguments: the model's file, and a folder for all else. */
    public static void main(String[] args) throws Exception {
        SparkSession spark = session();
        Path folder = Files.createDirectories(Path.of(args[1]));
        Machines machines = new Machines(spark, ModelRef.of(Path.of(args[0])), folder);
        Path readings = folder.resolve("readings");
        Sensors.write(readings, 0, 5);
        Sensors.write(readings, 5, 10);
        machines.stream(UnaryOperator.identity());
        Sensors.write(readings, 10, STEPS);
        machines.stream(UnaryOperator.identity());
        machines.requireTheBitsOfOnePool();
        spark.stop();
    }
}
