package io.github.cornu.spark;

import static io.github.cornu.spark.LocalSpark.dataset;
import static io.github.cornu.spark.LocalSpark.field;
import static io.github.cornu.spark.LocalSpark.floats;
import static io.github.cornu.spark.LocalSpark.id;
import static io.github.cornu.spark.LocalSpark.row;
import static io.github.cornu.spark.LocalSpark.sorted;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Datasets get the bits that the model gives. */
class CornuSparkTest {
    private static final int ROWS = 301;

    /** (None, 7, 3) to (None, 1). */
    private static final ModelRef ONE = ref("samples/stream_online/model.h5");
    /** (None, 6) twice to (None, 4) and (None, 6). */
    private static final ModelRef TWO = ref("layers/model/dictionary_k3/model.h5");
    /** (None, None, 5) to (None, 6). */
    private static final ModelRef FREE = ref("layers/lstm/free_time_k3/model.h5");
    /** Texts (None, 1) and numbers (None, 3) to (None, 4). */
    private static final ModelRef TEXTS = ref("layers/string_lookup/beside_numbers_k3/model.h5");

    static ModelRef ref(String path) {
        return ModelRef.of(LocalSpark.TESTDATA.resolve(path));
    }

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static List<Row> rows(int width) {
        return IntStream.range(0, ROWS).mapToObj(i -> row(i, numbers(width, i))).toList();
    }

    private static Tensor samples(int samples, int width, long seed, int... lengths) {
        float[] all = new float[samples * width];
        for (int i = 0; i < samples; i++) {
            System.arraycopy(numbers(width, seed + i), 0, all, i * width, width);
        }
        return Tensor.of(all, lengths);
    }

    /** An array in a row. */
    private static float[] floats(Row row, String column) {
        List<Float> list = row.getList(row.fieldIndex(column));
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = list.get(i);
        }
        return floats;
    }

    @Test
    void eachRowGetsTheBitsOfPredict() {
        Dataset<Row> data = dataset(rows(21), 3, id(), LocalSpark.floats("features"));
        Dataset<Row> scored = CornuSpark.score(data, ONE, "features", "score");
        assertEquals(List.of("id", "features", "score"), List.of(scored.columns()));
        assertEquals(DataTypes.FloatType, scored.schema().apply("score").dataType());
        Tensor expected = ONE.load().predict(samples(ROWS, 21, 0, ROWS, 7, 3), 32);
        List<Row> rows = sorted(scored);
        assertEquals(ROWS, rows.size());
        for (int i = 0; i < ROWS; i++) {
            assertEquals(expected.get(i, 0), rows.get(i).getFloat(2));
            assertArrayEquals(numbers(21, i), floats(rows.get(i), "features"));
        }
    }

    @Test
    void theBatchSizeChangesNothing() {
        Dataset<Row> data = dataset(rows(21), 2, id(), LocalSpark.floats("features"));
        Scoring scoring = CornuSpark.scoring(ONE).inputs("features").outputs("score");
        List<Row> expected = sorted(scoring.score(data).select("id", "score"));
        for (int size : new int[] {1, 7, 1000}) {
            assertEquals(expected, sorted(scoring.batchSize(size).score(data).select("id", "score")));
        }
    }

    @Test
    void allTypesOfNumbersAreTaken() {
        int[] whole = IntStream.range(0, 21).map(i -> i % 5 - 2).toArray();
        float[] floats = new float[21];
        double[] doubles = new double[21];
        Long[] longs = new Long[21];
        for (int i = 0; i < 21; i++) {
            floats[i] = whole[i];
            doubles[i] = whole[i];
            longs[i] = (long) whole[i];
        }
        Dataset<Row> data = dataset(
                List.of(row(0, floats, doubles, longs, whole)),
                1,
                id(),
                LocalSpark.floats("floats"),
                field("doubles", DataTypes.createArrayType(DataTypes.DoubleType, false)),
                field("longs", DataTypes.createArrayType(DataTypes.LongType)),
                field("ints", DataTypes.createArrayType(DataTypes.IntegerType, false)));
        float expected = ONE.load().run(Tensor.of(floats, 1, 7, 3)).get(0, 0);
        for (String column : List.of("floats", "doubles", "longs", "ints")) {
            assertEquals(
                    expected, CornuSpark.score(data, ONE, column, "y").first().<Float>getAs("y"), column);
        }
    }

    @Test
    void vectorsOfSparkAreTaken() {
        float[] x = new float[21];
        x[3] = 1.5f;
        x[20] = -2;
        double[] dense = new double[21];
        dense[3] = 1.5;
        dense[20] = -2;
        SparseVector sparse = new SparseVector(21, new int[] {3, 20}, new double[] {1.5, -2});
        Dataset<Row> data = dataset(
                List.of(row(0, new DenseVector(dense)), row(1, sparse), row(2, (Object) null)),
                1,
                id(),
                field("x", SQLDataTypes.VectorType()));
        List<Row> rows = sorted(CornuSpark.score(data, ONE, "x", "y"));
        float expected = ONE.load().run(Tensor.of(x, 1, 7, 3)).get(0, 0);
        assertEquals(expected, rows.get(0).getFloat(2));
        assertEquals(expected, rows.get(1).getFloat(2));
        assertArrayEquals(dense, rows.get(0).<DenseVector>getAs("x").values());
        assertNull(rows.get(2).get(2));
    }

    @Test
    void severalInputsAndOutputs() {
        List<Row> all = IntStream.range(0, ROWS)
                .mapToObj(i -> row(i, numbers(6, i), numbers(6, 1000 + i)))
                .toList();
        Dataset<Row> data = dataset(all, 2, id(), LocalSpark.floats("a"), LocalSpark.floats("b"));
        List<Row> rows = sorted(CornuSpark.scoring(TWO)
                .inputs("a", "b")
                .outputs("dense", "sum")
                .batchSize(64)
                .score(data));
        List<Tensor> inputs = List.of(samples(ROWS, 6, 0, ROWS, 6), samples(ROWS, 6, 1000, ROWS, 6));
        List<Tensor> expected = TWO.load().predict(inputs, 32);
        for (int i = 0; i < ROWS; i++) {
            assertArrayEquals(expected.get(0).row(i), floats(rows.get(i), "dense"));
            assertArrayEquals(expected.get(1).row(i), floats(rows.get(i), "sum"));
        }
    }

    /** Rows of the same length are run together; they may be flat, or arrays of steps. */
    @Test
    void samplesOfDifferentLengths() {
        List<Row> flat = new ArrayList<>();
        List<Row> nested = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int steps = 1 + i % 4;
            float[] numbers = numbers(5 * steps, i);
            flat.add(row(i, numbers));
            float[][] arrays = new float[steps][];
            for (int t = 0; t < steps; t++) {
                arrays[t] = Arrays.copyOfRange(numbers, 5 * t, 5 * t + 5);
            }
            nested.add(row(i, arrays));
        }
        Model model = FREE.load();
        Dataset<Row> data = dataset(flat, 2, id(), LocalSpark.floats("x"));
        List<Row> rows = sorted(CornuSpark.score(data, FREE, "x", "y"));
        for (int i = 0; i < ROWS; i++) {
            float[] x = numbers(5 * (1 + i % 4), i);
            assertArrayEquals(model.run(Tensor.of(x, 1, x.length / 5, 5)).row(0), floats(rows.get(i), "y"));
        }
        Dataset<Row> deep = dataset(
                nested, 2, id(), field("x", DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.FloatType))));
        assertEquals(
                sorted(CornuSpark.score(data, FREE, "x", "y").select("id", "y")),
                sorted(CornuSpark.score(deep, FREE, "x", "y").select("id", "y")));
    }

    @Test
    void textsAndColumnsOfSingleNumbers() {
        Dataset<Row> data = dataset(
                List.of(row(0, "red", 1f, 2f, 3f), row(1, "no such color", 4f, 5f, 6f)),
                1,
                id(),
                field("color", DataTypes.StringType),
                field("a", DataTypes.FloatType),
                field("b", DataTypes.FloatType),
                field("c", DataTypes.FloatType));
        List<Row> rows = sorted(CornuSpark.scoring(TEXTS)
                .inputs("color", "size")
                .outputs("y")
                .score(data.withColumn("size", functions.array("a", "b", "c"))));
        Tensor colors = Texts.of(List.of("red", "no such color"), 2, 1);
        Tensor expected = TEXTS.load()
                .run(List.of(colors, Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)))
                .get(0);
        assertArrayEquals(expected.row(0), floats(rows.get(0), "y"));
        assertArrayEquals(expected.row(1), floats(rows.get(1), "y"));
    }

    @Test
    void rowsWithoutAnInputHaveNoOutput() {
        Float[] holes = new Float[21];
        Arrays.fill(holes, 1f);
        holes[20] = null;
        Dataset<Row> data = dataset(
                List.of(row(0, numbers(21, 0)), row(1, (Object) null), row(2, holes), row(3, numbers(21, 3))),
                1,
                id(),
                LocalSpark.floats("x"));
        List<Row> rows = sorted(CornuSpark.score(data, ONE, "x", "y"));
        Tensor expected = ONE.load().run(samples(4, 21, 0, 4, 7, 3));
        assertEquals(expected.get(0, 0), rows.get(0).getFloat(2));
        assertNull(rows.get(1).get(2));
        assertNull(rows.get(2).get(2));
        assertEquals(expected.get(3, 0), rows.get(3).getFloat(2));
    }

    /** Alone, as the model gives it; its neighbours in the batch do not know. */
    @Test
    void nanGoesThroughTheModel() {
        float[] nan = numbers(21, 1);
        nan[4] = Float.NaN;
        List<Row> all = List.of(row(0, numbers(21, 0)), row(1, nan), row(2, numbers(21, 2)));
        List<Row> rows = sorted(CornuSpark.score(dataset(all, 1, id(), LocalSpark.floats("x")), ONE, "x", "y"));
        Model model = ONE.load();
        assertEquals(model.run(Tensor.of(nan, 1, 7, 3)).get(0, 0), rows.get(1).getFloat(2));
        assertTrue(Float.isNaN(rows.get(1).getFloat(2)));
        for (int i : new int[] {0, 2}) {
            assertEquals(
                    model.run(Tensor.of(numbers(21, i), 1, 7, 3)).get(0, 0),
                    rows.get(i).getFloat(2));
        }
    }

    @Test
    void noRowsAtAll() {
        Dataset<Row> data = dataset(List.of(), 2, id(), LocalSpark.floats("x"));
        Dataset<Row> scored = CornuSpark.score(data, ONE, "x", "y");
        assertEquals(0, scored.count());
        assertEquals(List.of("id", "x", "y"), List.of(scored.columns()));
    }

    /** All tasks of this JVM have the model that is loaded here. */
    @Test
    void aModelIsLoadedOnce() {
        Model model = ONE.load();
        ModelLoading counting = (ref, opener) -> {
            Model loaded = ref.load();
            if (loaded != ONE.load()) {
                throw new IllegalStateException("another model");
            }
            return loaded;
        };
        Dataset<Row> data = dataset(rows(21), 4, id(), LocalSpark.floats("x"));
        Scoring scoring = CornuSpark.scoring(ONE).inputs("x").outputs("y").loadedBy(counting);
        assertEquals(ROWS, scoring.score(data).count());
        assertSame(model, CornuSpark.load(ONE));
    }
}
