package io.github.cornu.spark;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.ModelRef;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * How to score a Dataset with a model. Immutable: each method returns another one, and starts from {@link
 * CornuSpark#scoring}.
 *
 * <pre>{@code
 * Dataset<Row> scored = CornuSpark.scoring(ref)
 *         .inputs("image", "place")
 *         .outputs("label", "box")
 *         .batchSize(64)
 *         .nullRows(NullRows.FAIL)
 *         .score(photos);
 * }</pre>
 *
 * <p>An input column holds one sample a row, without the batch axis:
 *
 * <ul>
 *   <li>an array of numbers: all elements in order, the last axis running fastest; one free axis, as that of time
 *   steps, follows from its length;
 *   <li>arrays of arrays, as deep as the sample has axes, where more than one axis is free;
 *   <li>a vector of {@code org.apache.spark.ml}, where it is on the class path;
 *   <li>a number, if a sample is one number;
 *   <li>a text, or an array of texts, for an input of texts.
 * </ul>
 *
 * <p>Doubles become floats, as in Keras; NaN and infinities go into the model as they are. Columns of single numbers
 * become an input by {@code functions.array("age", "income")}.
 *
 * <p>An output column is a float where an output is one number a sample, else an array of floats, with all elements in
 * order. All other columns stay as they are, and so do the rows and their order.
 *
 * <p>Rows of one partition whose samples have the same shape are run together, as a batch. The bits of a row do not
 * depend on which these are, so that a task that runs again gives the same.
 */
public final class Scoring {
    /** Enough for small models to be as fast as they can be. */
    private static final int BATCH = 256;

    private final ModelRef ref;
    private final List<String> inputs;
    private final List<String> outputs;
    private final int batchSize;
    private final NullRows nullRows;
    private final ModelLoading loading;

    private Scoring(
            ModelRef ref,
            List<String> inputs,
            List<String> outputs,
            int batchSize,
            NullRows nullRows,
            ModelLoading loading) {
        this.ref = ref;
        this.inputs = inputs;
        this.outputs = outputs;
        this.batchSize = batchSize;
        this.nullRows = nullRows;
        this.loading = loading;
    }

    static Scoring of(ModelRef ref) {
        Objects.requireNonNull(ref, "ref");
        ModelLoading loading = (model, opener) -> model.load(KerasModels.loader(), opener);
        return new Scoring(ref, List.of(), List.of(), BATCH, NullRows.NULL_OUTPUT, loading);
    }

    /** The columns of the model's inputs, in the order of {@link Model#inputs()}. */
    public Scoring inputs(String... columns) {
        Objects.requireNonNull(columns, "columns");
        return new Scoring(ref, List.of(columns), outputs, batchSize, nullRows, loading);
    }

    /** The new columns for the model's outputs, in the order of {@link Model#outputs()}. */
    public Scoring outputs(String... columns) {
        Objects.requireNonNull(columns, "columns");
        return new Scoring(ref, inputs, List.of(columns), batchSize, nullRows, loading);
    }

    /**
     * How many rows are run at once, at most; 256 as it is. Fewer take less memory, which counts for images.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Scoring batchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("the batch size must be positive, got " + rows);
        }
        return new Scoring(ref, inputs, outputs, rows, nullRows, loading);
    }

    /** What to do with rows that lack an input; {@link NullRows#NULL_OUTPUT} as it is. */
    public Scoring nullRows(NullRows policy) {
        Objects.requireNonNull(policy, "policy");
        return new Scoring(ref, inputs, outputs, batchSize, policy, loading);
    }

    /**
     * How to load the model, with custom layers or options for instance. It is sent to where it is needed, so that a
     * loader is best a constant of a class:
     *
     * <pre>{@code
     * scoring.loadedBy((ref, opener) -> ref.load(Loaders.WITH_MY_LAYERS, opener))
     * }</pre>
     */
    public Scoring loadedBy(ModelLoading other) {
        Objects.requireNonNull(other, "other");
        return new Scoring(ref, inputs, outputs, batchSize, nullRows, other);
    }

    /**
     * A Dataset with the model's outputs as further columns. Loads the model here as well, to know what it takes and
     * gives; the rows are scored when somebody asks for them, by tasks that fail with a {@link
     * io.github.cornu.ModelException} if a row does not fit: it names the column, the row and the shape expected.
     *
     * @throws IllegalArgumentException if there are not as many columns as inputs and outputs, a column is not there or
     *     of another type, or a new one is there already
     * @throws io.github.cornu.ModelException if the model cannot be loaded, or does not take samples along axis 0 alone
     */
    public Dataset<Row> score(Dataset<Row> dataset) {
        Objects.requireNonNull(dataset, "dataset");
        SerializableConfiguration hadoop = new SerializableConfiguration(
                dataset.sparkSession().sparkContext().hadoopConfiguration());
        SparkModels models = new SparkModels(ref, loading, hadoop);
        Model model = models.get();
        model.checkSamples();
        int[] places = Columns.inputs(dataset.schema(), inputs, model.inputs());
        StructType scored = Columns.withOutputs(dataset.schema(), outputs, model.outputs());
        ScoringTask task = new ScoringTask(models, List.copyOf(inputs), places, batchSize, nullRows);
        return dataset.mapPartitions(task, Encoders.row(scored));
    }

    @Override
    public String toString() {
        return "scoring of " + inputs + " to " + outputs + " with " + ref + ", batches of " + batchSize + ", "
                + nullRows;
    }
}
