package example;

import io.github.cornu.flink.BadRow;
import io.github.cornu.flink.CornuFlink;
import io.github.cornu.importer.ModelRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/** A job that keeps the state of an LSTM for each of 1,000 machines. */
public class Sensors {
    /** Readings that are no input for the model, and why. */
    static final OutputTag<BadRow<Reading>> BAD = new OutputTag<>("bad") {};

    /** The risk of each machine after each of its readings. */
    public static SingleOutputStreamOperator<Score> scores(KeyedStream<Reading, String> readings, ModelRef model) {
        // README
        SingleOutputStreamOperator<Score> scores = CornuFlink.on(readings, model)
                .input((reading, row) -> row.put(reading.temperature, reading.pressure, reading.vibration))
                .output((reading, y) -> new Score(reading.machine, reading.time, y.get(0)))
                .maxBatch(256)
                .maxDelay(Duration.ofMillis(5))
                .idle(Duration.ofDays(30))
                .badRows(BAD)
                .scores()
                .uid("risk");
        // README
        return scores;
    }

    /** Readings that are made here, in place of those of a message broker. */
    static DataStream<Reading> readings(StreamExecutionEnvironment environment, long count) {
        DataGeneratorSource<Reading> source =
                new DataGeneratorSource<>(Reading::generated, count, Types.POJO(Reading.class));
        WatermarkStrategy<Reading> byTime = WatermarkStrategy.<Reading>forMonotonousTimestamps()
                .withTimestampAssigner((reading, time) -> reading.time);
        return environment.fromSource(source, byTime, "sensors").setParallelism(1);
    }

    public static void main(String[] arguments) throws Exception {
        ModelRef model = ModelRef.of(Path.of(arguments[0]));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.enableCheckpointing(1000);
        List<Score> scores = scores(readings(environment, 20_000).keyBy(reading -> reading.machine), model)
                .executeAndCollect(20_000);
        Score last = scores.stream()
                .filter(score -> score.machine.equals("machine-7"))
                .reduce((before, after) -> after)
                .orElseThrow();
        System.out.println(scores.size() + " scores; machine-7 after " + last.time / 1000 + " s: " + last.risk);
    }
}
