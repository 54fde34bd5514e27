package io.github.cornu.spark;

import static io.github.cornu.spark.LocalSpark.dataset;
import static io.github.cornu.spark.LocalSpark.field;
import static io.github.cornu.spark.LocalSpark.floats;
import static io.github.cornu.spark.LocalSpark.id;
import static io.github.cornu.spark.LocalSpark.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.importer.ModelRef;
import java.net.URI;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** What does not fit is told by its column, and what was expected. */
class BadRowsTest {
    private static final ModelRef ONE = CornuSparkTest.ref("samples/stream_online/model.h5");
    private static final ModelRef FREE = CornuSparkTest.ref("layers/lstm/free_time_k3/model.h5");

    private static final Dataset<Row> DATA =
            dataset(List.of(row(0, new float[21], "text")), 1, id(), floats("x"), field("t", DataTypes.StringType));

    private static String refused(Scoring scoring) {
        return assertThrows(IllegalArgumentException.class, () -> scoring.score(DATA))
                .getMessage();
    }

    private static String inAJob(Dataset<Row> scored) {
        Throwable e = assertThrows(Exception.class, scored::collect);
        StringBuilder all = new StringBuilder();
        for (; e != null; e = e.getCause()) {
            all.append(e.getMessage()).append('\n');
        }
        return all.toString();
    }

    private static void assertContains(String text, String all) {
        assertTrue(all.contains(text), () -> "expected: " + text + "\ngot: " + all);
    }

    @Test
    void columnsAreCheckedBeforeTheJob() {
        Scoring one = CornuSpark.scoring(ONE);
        assertEquals(
                "there is no column 'y', but [id, x, t]",
                refused(one.inputs("y").outputs("z")));
        assertEquals("there is a column 'x' already", refused(one.inputs("x").outputs("x")));
        assertEquals(
                "the column 't' is of the type string, but the input 'input_1' is the shape (None, 7, 3): give a number, an array of numbers, or a vector",
                refused(one.inputs("t").outputs("z")));
        assertEquals(
                "the model takes [input_1 (None, 7, 3)], given the columns [id, x]",
                refused(one.inputs("id", "x").outputs("z")));
        assertEquals("the model gives [dense (None, 1)], given the columns []", refused(one.inputs("x")));
        assertEquals(
                "the batch size must be positive, got 0",
                assertThrows(IllegalArgumentException.class, () -> one.batchSize(0))
                        .getMessage());
        Dataset<Row> twice = DATA.select(DATA.col("x"), DATA.col("x"));
        assertEquals(
                "there are several columns 'x': rename one",
                assertThrows(IllegalArgumentException.class, () -> CornuSpark.score(twice, ONE, "x", "y"))
                        .getMessage());
    }

    @Test
    void aRowOfAnotherWidth() {
        Dataset<Row> data = dataset(List.of(row(0, new float[21]), row(1, new float[20])), 1, id(), floats("x"));
        String all = inAJob(CornuSpark.score(data, ONE, "x", "y"));
        assertContains(
                "the column 'x' does not fit the input 'input_1': expected a sample of the shape (None, 7, 3), got 20 elements (row ",
                all);
        assertContains(" of partition 0, from 0)", all);
    }

    @Test
    void arraysOfArraysThatDoNotFit() {
        Dataset<Row> data = dataset(
                List.of(row(0, new float[][] {{1, 2, 3, 4, 5}, {1, 2, 3}})),
                1,
                id(),
                field("x", DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.FloatType))));
        assertContains(
                "expected a sample of the shape (None, None, 5), got arrays of different lengths",
                inAJob(CornuSpark.score(data, FREE, "x", "y")));
        Dataset<Row> other = dataset(
                List.of(row(0, new float[][] {{1, 2, 3}, {1, 2, 3}})),
                1,
                id(),
                field("x", DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.FloatType))));
        assertContains(
                "expected a sample of the shape (None, None, 5), got arrays of the shape (2, 3)",
                inAJob(CornuSpark.score(other, FREE, "x", "y")));
        Dataset<Row> empty = dataset(List.of(row(0, new float[0])), 1, id(), floats("x"));
        assertContains("got 0 elements", inAJob(CornuSpark.score(empty, FREE, "x", "y")));
    }

    @Test
    void nullsWhereTheyAreToFail() {
        Dataset<Row> data = dataset(List.of(row(0, (Object) null)), 1, id(), floats("x"));
        Scoring scoring = CornuSpark.scoring(ONE).inputs("x").outputs("y").nullRows(NullRows.FAIL);
        assertContains(
                "the column 'x' is null, or has a null inside; NullRows.NULL_OUTPUT would give null for it (row 0",
                inAJob(scoring.score(data)));
    }

    @Test
    void modelsThatCannotBeUsed() {
        ModelRef timeMajor = CornuSparkTest.ref("layers/lstm/time_major_k2/model.h5");
        String problem = assertThrows(ModelException.class, () -> CornuSpark.score(DATA, timeMajor, "x", "y"))
                .getMessage();
        assertContains("it does not take samples along axis 0, but along axis 1", problem);
        ModelRef other = ModelRef.of(ONE.uri(), "0".repeat(64));
        problem = assertThrows(ModelException.class, () -> CornuSpark.score(DATA, other, "x", "y"))
                .getMessage();
        assertContains("its SHA-256 is " + ONE.sha256() + ", expected 000", problem);
        ModelRef missing = ModelRef.of(URI.create("nowhere://models/risk.keras"), "1".repeat(64));
        problem = assertThrows(ModelException.class, () -> CornuSpark.score(DATA, missing, "x", "y"))
                .getMessage();
        assertContains("No FileSystem for scheme \"nowhere\"", problem);
    }
}
