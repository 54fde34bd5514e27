package io.github.cornu.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Scores the rows of a partition; is sent to where that is. */
final class ScoringTask implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    private final SparkModels models;
    private final List<String> columns;
    private final int[] places;
    private final int batchSize;
    private final NullRows nullRows;

    /**
     * @param columns of the inputs
     * @param places of these in a row
     */
    ScoringTask(SparkModels models, List<String> columns, int[] places, int batchSize, NullRows nullRows) {
        this.models = models;
        this.columns = columns;
        this.places = places;
        this.batchSize = batchSize;
        this.nullRows = nullRows;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        // A partition without rows needs no model.
        return rows.hasNext() ? new ScoredRows(rows, this, models.get()) : rows;
    }

    List<String> columns() {
        return columns;
    }

    int place(int input) {
        return places[input];
    }

    int batchSize() {
        return batchSize;
    }

    boolean failsForNull() {
        return nullRows == NullRows.FAIL;
    }
}
