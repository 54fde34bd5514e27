package io.github.cornu.spark;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows of a partition with their outputs: takes as many as a batch has, runs them, and gives them out. */
final class ScoredRows implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final ScoringTask task;
    private final List<SampleReader> readers = new ArrayList<>();
    private final SampleBatch batch;

    private final List<Row> taken = new ArrayList<>();
    private Object[][] outputs = {};
    private int next;
    private long count;

    ScoredRows(Iterator<Row> rows, ScoringTask task, Model model) {
        this.rows = rows;
        this.task = task;
        List<TensorSpec> inputs = model.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            readers.add(new SampleReader(task.columns().get(i), inputs.get(i)));
        }
        this.batch = new SampleBatch(model);
    }

    @Override
    public boolean hasNext() {
        return next < taken.size() || rows.hasNext();
    }

    @Override
    public Row next() {
        if (next == taken.size()) {
            fill();
        }
        Row row = taken.get(next);
        Object[] scores = outputs[next++];
        Object[] values = new Object[row.size() + scores.length];
        for (int i = 0; i < row.size(); i++) {
            values[i] = row.get(i);
        }
        System.arraycopy(scores, 0, values, row.size(), scores.length);
        return RowFactory.create(values);
    }

    private void fill() {
        if (!rows.hasNext()) {
            throw new NoSuchElementException();
        }
        taken.clear();
        next = 0;
        while (taken.size() < task.batchSize() && rows.hasNext()) {
            Row row = rows.next();
            taken.add(row);
            batch.add(samples(row));
            count++;
        }
        outputs = batch.run();
    }

    /** What the inputs are for a row, or null if one is not there. */
    private Sample[] samples(Row row) {
        Sample[] samples = new Sample[readers.size()];
        try {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = readers.get(i).read(row.get(task.place(i)));
                if (samples[i] == null) {
                    return missing(i);
                }
            }
        } catch (ModelException e) {
            throw new ModelException(e.getMessage() + where());
        }
        return samples;
    }

    private Sample[] missing(int input) {
        if (task.failsForNull()) {
            throw new ModelException("the column '" + task.columns().get(input)
                    + "' is null, or has a null inside; NullRows.NULL_OUTPUT would give null for it");
        }
        return null;
    }

    private String where() {
        TaskContext context = TaskContext.get();
        return " (row " + count + (context == null ? "" : " of partition " + context.partitionId()) + ", from 0)";
    }
}
