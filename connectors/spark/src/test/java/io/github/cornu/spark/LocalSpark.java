package io.github.cornu.spark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A session of Spark in this JVM with two threads and two attempts of each task, which ends with it, and Datasets. */
public final class LocalSpark {
    static final Path TESTDATA = Path.of("../../testdata");

    public static final SparkSession SESSION = SparkSession.builder()
            .master("local[2, 2]")
            .appName("cornu-spark")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config(
                    "spark.sql.warehouse.dir",
                    Path.of("target/warehouse").toUri().toString())
            .getOrCreate();

    private LocalSpark() {}

    static Dataset<Row> dataset(List<Row> rows, int partitions, StructField... fields) {
        return SESSION.createDataFrame(rows, new StructType(fields)).repartition(partitions);
    }

    static Row row(Object... values) {
        return RowFactory.create(values);
    }

    /** Floats that may be null. */
    static StructField floats(String name) {
        return field(name, DataTypes.createArrayType(DataTypes.FloatType));
    }

    static StructField field(String name, org.apache.spark.sql.types.DataType type) {
        return new StructField(name, type, true, Metadata.empty());
    }

    static StructField id() {
        return field("id", DataTypes.IntegerType);
    }

    /** By the number in the first column. */
    static List<Row> sorted(Dataset<Row> dataset) {
        Row[] rows = (Row[]) dataset.collect();
        Arrays.sort(rows, (a, b) -> Integer.compare(a.getInt(0), b.getInt(0)));
        return List.of(rows);
    }
}
