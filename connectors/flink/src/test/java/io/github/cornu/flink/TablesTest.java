package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.importer.ModelRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings of a table, and results that are one. */
class TablesTest {
    private static final int MACHINES = 5;
    private static final int READINGS = 20;

    @TempDir
    Path folder;

    /** A row of the table of readings. */
    public static class Reading {
        public int machine;
        public long time;
        public float temperature;
        public float pressure;
        public float vibration;
    }

    /** A row of the table of results. */
    public static class Score {
        public int machine;
        public long time;
        public float risk;

        public Score() {}

        Score(int machine, long time, float risk) {
            this.machine = machine;
            this.time = time;
            this.risk = risk;
        }
    }

    private static void score(StreamTableEnvironment tables, ModelRef model) {
        // README
        DataStream<Reading> stream = tables.toDataStream(tables.sqlQuery("SELECT * FROM readings"), Reading.class);
        DataStream<Score> risks = CornuFlink.on(stream.keyBy(reading -> reading.machine), model)
                .input((reading, row) -> row.put(reading.temperature, reading.pressure, reading.vibration))
                .output((reading, y) -> new Score(reading.machine, reading.time, y.get(0)))
                .scores()
                .uid("risk");
        tables.createTemporaryView("risks", risks);
        // README
    }

    private static List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        for (int number = 0; number < READINGS; number++) {
            for (int machine = 0; machine < MACHINES; machine++) {
                Event event = Event.of(machine, number);
                Reading reading = new Reading();
                reading.machine = machine;
                reading.time = number;
                reading.temperature = event.a;
                reading.pressure = event.b;
                reading.vibration = event.c;
                readings.add(reading);
            }
        }
        return readings;
    }

    @Test
    void aQueryOverTheResultsHasTheBitsOfEachKeyAlone() throws Exception {
        ModelRef model = Models.lstm(folder, 5, 1);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.createTemporaryView("readings", environment.fromData(readings()));
        score(tables, model);
        Map<Integer, Float> largest = new HashMap<>();
        try (CloseableIterator<Row> rows = tables.executeSql("SELECT machine, MAX(risk) FROM risks GROUP BY machine")
                .collect()) {
            rows.forEachRemaining(row -> largest.put(row.<Integer>getFieldAs(0), row.<Float>getFieldAs(1)));
        }
        assertEquals(MACHINES, largest.size());
        largest.forEach((machine, risk) -> assertEquals(
                Models.alone(model, machine, 0, READINGS).stream()
                        .max(Float::compare)
                        .get(),
                risk));
    }
}
