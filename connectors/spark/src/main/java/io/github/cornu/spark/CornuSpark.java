package io.github.cornu.spark;

import io.github.cornu.Model;
import io.github.cornu.importer.ModelRef;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores Datasets with models, in batches, with the bits that {@code Model.predict} gives.
 *
 * <pre>{@code
 * ModelRef ref = ModelRef.of(URI.create("s3a://models/churn-7.keras"), "9f86d081884c…");
 * Dataset<Row> scored = CornuSpark.score(customers, ref, "features", "risk");
 * }</pre>
 *
 * <p>The model is loaded once in each JVM, from the address, and compared with the SHA-256; no weights travel with the
 * job.
 */
public final class CornuSpark {
    private CornuSpark() {}

    /**
     * A Dataset with one more column, the output of a model with one input and one output; see {@link Scoring} for
     * what the columns may be, and for options.
     *
     * @param features the column with the input
     * @param score the name of the new column
     * @throws IllegalArgumentException if a column is not there, is of another type, or the new one is there already
     * @throws io.github.cornu.ModelException if the model cannot be loaded, or has several inputs or outputs
     */
    public static Dataset<Row> score(Dataset<Row> dataset, ModelRef ref, String features, String score) {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(score, "score");
        return scoring(ref).inputs(features).outputs(score).score(dataset);
    }

    /** How to score with a model: to be told its columns, and other options. */
    public static Scoring scoring(ModelRef ref) {
        return Scoring.of(ref);
    }

    /**
     * The model in this JVM, for code that runs in tasks of its own, such as a {@code StatefulProcessor}: loaded by the
     * first task that asks for it, and kept for the others as long as there is memory.
     *
     * @throws io.github.cornu.ModelException if it cannot be loaded
     */
    public static Model load(ModelRef ref) {
        return SparkModels.get(Objects.requireNonNull(ref, "ref"));
    }
}
