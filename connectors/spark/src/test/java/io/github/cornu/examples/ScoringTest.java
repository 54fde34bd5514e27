package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.cornu.importer.ModelRef;
import io.github.cornu.spark.CornuSpark;
import io.github.cornu.spark.LocalSpark;
import io.github.cornu.spark.NullRows;
import io.github.cornu.tensor.Tensor;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The documentation's programs that score Datasets. */
class ScoringTest {
    private static final Path LAYERS = Path.of("../../testdata/layers");

    private static Dataset<Row> dataset(String schema, Row... rows) {
        return LocalSpark.SESSION.createDataFrame(List.of(rows), StructType.fromDDL(schema));
    }

    @Test
    void aColumnIsScored() {
        ModelRef file = ModelRef.of(LAYERS.resolve("dense/one_output_k3/model.h5"));
        URI uri = file.uri();
        String sha256 = file.sha256();
        float[] x = new float[16];
        x[3] = 1;
        Dataset<Row> customers = dataset(
                "name string, features array<float>", RowFactory.create("Ada", x), RowFactory.create("Bo", null));
        // README
        ModelRef ref = ModelRef.of(uri, sha256);
        Dataset<Row> scored = CornuSpark.score(customers, ref, "features", "risk");
        // README
        List<Row> rows = scored.collectAsList();
        assertEquals(ref.load().run(Tensor.of(x, 1, 16)).get(0, 0), rows.get(0).getFloat(2));
        assertNull(rows.get(1).get(2));
    }

    @Test
    void severalColumnsAreScored() {
        ModelRef ref = ModelRef.of(LAYERS.resolve("string_lookup/beside_numbers_k3/model.h5"));
        Dataset<Row> houses =
                dataset("color string, size array<double>", RowFactory.create("red", new double[] {1, 2, 3}));
        // README
        Dataset<Row> scored = CornuSpark.scoring(ref)
                .inputs("color", "size")
                .outputs("style")
                .batchSize(64)
                .nullRows(NullRows.FAIL)
                .score(houses);
        // README
        assertEquals(4, scored.first().getList(2).size());
    }
}
