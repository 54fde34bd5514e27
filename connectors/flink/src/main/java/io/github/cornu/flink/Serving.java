package io.github.cornu.flink;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.PoolWorker;
import io.github.cornu.RowLayout;
import io.github.cornu.StreamPool;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** A model that serves keys of a subtask: their states, and the events that wait to be stepped as a batch. */
final class Serving<IN> {
    private final StreamPool pool;
    private final long weights;
    private final PoolWorker worker;
    private final StepShapes shapes;
    private final StepInput row;
    private final StepOutput y = new StepOutput();
    /** By output: how many numbers a time step has. */
    private final int[] stepSizes;
    /** By output, of the time step that {@link #y} shows: where its numbers begin, and how many there are. */
    private final int[] starts;

    private final int[] sizes;

    private final int[] streams;
    private final List<Tensor> inputs = new ArrayList<>();
    /** By input: how many numbers a time step has. */
    private final int[] inputSizes;

    private final List<Tensor> outputs = new ArrayList<>();
    /** For the events that wait, the first {@link #count}; made once and used again. */
    private final List<StreamRecord<IN>> events = new ArrayList<>();

    private int count;
    /** Streams of those that have to be read before they are stepped, their rows and the layouts of these. */
    private final int[] unread;

    private final List<ByteBuffer> rows = new ArrayList<>();
    private final List<RowLayout> layouts = new ArrayList<>();

    /** What becomes of the events of a batch. */
    interface Results<IN> {
        /** One time step has come out of an event. */
        void score(StreamRecord<IN> event, StepOutput y) throws Exception;

        /** The model could not take an event. */
        void refuse(StreamRecord<IN> event, ModelException problem) throws Exception;
    }

    Serving(Model model, ScoreSettings<IN, ?> settings) {
        this.pool = model.newPool(settings.onNewModel);
        this.weights = model.newSession().stream().state().model();
        this.worker = pool.newWorker();
        this.shapes = new StepShapes(model);
        this.inputSizes = shapes.inputs.stream().mapToInt(Shape::size).toArray();
        this.row = new StepInput(model, Arrays.stream(inputSizes).sum(), settings.nanAllowed);
        this.streams = new int[settings.maxBatch];
        this.unread = new int[settings.maxBatch];
        shapes.inputs.forEach(shape -> inputs.add(Tensor.zeros(shape.with(0, settings.maxBatch))));
        shapes.outputs.forEach(shape -> outputs.add(Tensor.zeros(shape.with(0, settings.maxBatch))));
        this.starts = new int[outputs.size()];
        this.sizes = new int[outputs.size()];
        this.stepSizes = new int[outputs.size()];
        for (int o = 0; o < stepSizes.length; o++) {
            stepSizes[o] = shapes.outputs.get(o).size() / shapes.steps[o];
        }
    }

    StreamPool pool() {
        return pool;
    }

    /** The number that rows begin with. */
    long weights() {
        return weights;
    }

    byte[] row(int stream) {
        ByteBuffer bytes = ByteBuffer.allocate(pool.rowBytes());
        pool.writeRow(stream, bytes);
        return bytes.array();
    }

    /** The place for the numbers of the next event. */
    StepInput nextRow() {
        row.clear();
        return row;
    }

    /** Lets a stream go on from a row, when the events that wait are stepped; one of them is of it. */
    void read(int stream, byte[] bytes, RowLayout written) {
        unread[rows.size()] = stream;
        rows.add(ByteBuffer.wrap(bytes));
        layouts.add(written);
    }

    boolean isFull() {
        return count == streams.length;
    }

    boolean isWaiting() {
        return count > 0;
    }

    /** @throws ModelException if this model takes or gives something else than another one, which programs rely on */
    void requireShapesOf(Serving<IN> other) {
        if (!shapes.inputs.equals(other.shapes.inputs)) {
            throw new ModelException(
                    "a step takes the shapes " + shapes.inputs + ", that of the model before " + other.shapes.inputs);
        }
        if (!Arrays.equals(stepSizes, other.stepSizes)) {
            throw new ModelException("the outputs of a step have so many numbers: " + Arrays.toString(stepSizes)
                    + ", those of the model before: " + Arrays.toString(other.stepSizes));
        }
    }

    /**
     * Adds an event with the numbers of {@link #nextRow}.
     *
     * @param record has the time of the event; the operator before this one may use it again
     */
    void add(IN event, StreamRecord<IN> record, int stream) {
        int at = 0;
        for (int i = 0; i < inputSizes.length; i++) {
            int size = inputSizes[i];
            System.arraycopy(row.numbers(), at, inputs.get(i).data(), count * size, size);
            at += size;
        }
        if (count == events.size()) {
            events.add(new StreamRecord<>(null));
        }
        StreamRecord<IN> own = events.get(count).replace(event);
        if (record.hasTimestamp()) {
            own.setTimestamp(record.getTimestamp());
        } else {
            own.eraseTimestamp();
        }
        streams[count] = stream;
        count++;
    }

    /**
     * Steps all events that wait.
     *
     * @throws ModelException if the row of one of them was computed with other weights and is refused
     */
    void step(Results<IN> results, ScoreMetrics metrics) throws Exception {
        if (!rows.isEmpty()) {
            pool.readRows(Arrays.copyOf(unread, rows.size()), rows, layouts);
            rows.clear();
            layouts.clear();
        }
        long start = System.nanoTime();
        try {
            worker.step(streams, 0, count, inputs, outputs);
        } catch (ModelException e) {
            stepAlone(results);
            clear();
            return;
        }
        metrics.batchSize.update(count);
        metrics.stepMicros.update(ScoreMetrics.micros(start));
        for (int i = 0; i < count; i++) {
            score(i, i, results);
        }
        clear();
    }

    /** Lets the events go. */
    private void clear() {
        for (int i = 0; i < count; i++) {
            events.get(i).replace((IN) null);
        }
        count = 0;
    }

    /** One of the events cannot be taken, and the whole batch has not been. */
    private void stepAlone(Results<IN> results) throws Exception {
        for (int i = 0; i < count; i++) {
            try {
                worker.step(streams, i, i + 1, inputs, outputs);
            } catch (ModelException e) {
                results.refuse(events.get(i), e);
                continue;
            }
            score(i, 0, results);
        }
    }

    /** @param place of the event in the last call of the worker */
    private void score(int event, int place, Results<IN> results) throws Exception {
        int steps = 0;
        for (int o = 0; o < starts.length; o++) {
            steps = Math.max(steps, worker.steps(o, place));
        }
        for (int step = 0; step < steps; step++) {
            for (int o = 0; o < starts.length; o++) {
                // What lies behind the steps that came is of another event.
                int came = worker.steps(o, place);
                sizes[o] = came == 0 ? 0 : stepSizes[o];
                starts[o] = (event * shapes.steps[o] + Math.max(0, Math.min(step, came - 1))) * stepSizes[o];
            }
            y.set(outputs, starts, sizes);
            results.score(events.get(event), y);
        }
    }
}
