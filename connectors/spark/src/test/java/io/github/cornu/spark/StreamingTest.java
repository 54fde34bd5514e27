package io.github.cornu.spark;

import static io.github.cornu.spark.LocalSpark.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streaming Datasets, and tasks that run again. */
class StreamingTest {
    private static final ModelRef REF = CornuSparkTest.ref("layers/dense/no_bias_k3/model.h5");
    private static final int ROWS = 40;

    @TempDir
    Path folder;

    private static void assertScores(List<Row> rows) {
        Model model = REF.load();
        assertEquals(ROWS, rows.size());
        for (Row row : rows) {
            float[] expected = model.run(Tensor.of(x(row.getInt(0)), 1, 5)).row(0);
            List<Float> given = row.getList(row.fieldIndex("y"));
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], given.get(i));
            }
        }
    }

    private static float[] x(int id) {
        return new float[] {id, 0.5f * id, -id, 1, 2};
    }

    @Test
    void aStreamingDatasetIsScored() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        for (int file = 0; file < 4; file++) {
            List<String> lines = new ArrayList<>();
            for (int i = file; i < ROWS; i += 4) {
                lines.add("{\"id\": " + i + ", \"x\": [" + i + ", " + 0.5f * i + ", " + -i + ", 1, 2]}");
            }
            Files.write(in.resolve(file + ".json"), lines);
        }
        Dataset<Row> rows = SESSION.readStream()
                .schema(StructType.fromDDL("id int, x array<float>"))
                .option("maxFilesPerTrigger", 1)
                .json(in.toString());
        CornuSpark.score(rows, REF, "x", "y")
                .writeStream()
                .format("memory")
                .queryName("scored")
                .option("checkpointLocation", folder.resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
        assertScores(SESSION.table("scored").collectAsList());
    }

    /** The first attempt of each task ends in the middle. */
    @Test
    void aTaskThatRunsAgainGivesTheSame() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(LocalSpark.row(i, x(i)));
        }
        Dataset<Row> data = LocalSpark.dataset(rows, 2, LocalSpark.id(), LocalSpark.floats("x"));
        Dataset<Row> scored = CornuSpark.scoring(REF)
                .inputs("x")
                .outputs("y")
                .batchSize(3)
                .score(data)
                .mapPartitions(
                        new FailOnce(), Encoders.row(StructType.fromDDL("id int, x array<float>, y array<float>")));
        assertScores(scored.collectAsList());
    }

    /** Takes some rows, and fails, unless it is a second attempt. */
    private static final class FailOnce implements MapPartitionsFunction<Row, Row> {
        private static final long serialVersionUID = 1;

        @Override
        public java.util.Iterator<Row> call(java.util.Iterator<Row> rows) {
            if (TaskContext.get().attemptNumber() == 0) {
                rows.next();
                rows.next();
                throw new IllegalStateException("the first attempt");
            }
            assertTrue(rows.hasNext());
            return rows;
        }
    }
}
