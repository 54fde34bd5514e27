package io.github.cornu.flink;

import io.github.cornu.importer.ModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One subtask of a job, whose clock is set by the test. */
final class Harness implements AutoCloseable {
    static final int MOST_PARALLEL = 16;

    final KeyedOneInputStreamOperatorTestHarness<Integer, Event, Score> flink;
    private int read;

    /** @param options of the job beside input and output */
    Harness(
            ModelRef model,
            UnaryOperator<CornuFlink<Event, Integer, Score>> options,
            int parallelism,
            int subtask,
            OperatorSubtaskState state)
            throws Exception {
        flink = new KeyedOneInputStreamOperatorTestHarness<>(
                new ScoreOperator<>(settings(model, options)),
                event -> event.machine,
                Types.INT,
                MOST_PARALLEL,
                parallelism,
                subtask);
        flink.setup();
        if (state == null) {
            flink.initializeEmptyState();
        } else {
            flink.initializeState(state, null);
        }
        flink.open();
    }

    Harness(ModelRef model, UnaryOperator<CornuFlink<Event, Integer, Score>> options) throws Exception {
        this(model, options, 1, 0, null);
    }

    static ScoreSettings<Event, Score> settings(
            ModelRef model, UnaryOperator<CornuFlink<Event, Integer, Score>> options) {
        KeyedStream<Event, Integer> none = StreamExecutionEnvironment.getExecutionEnvironment()
                .fromData(new Event())
                .keyBy(event -> event.machine);
        CornuFlink<Event, Integer, Score> program = CornuFlink.on(none, model)
                .input((event, row) -> row.put(event.a, event.b, event.c))
                .output(Score::of);
        return new ScoreSettings<>(options.apply(program));
    }

    void send(int machine, int number) throws Exception {
        send(Event.of(machine, number));
    }

    void send(Event event) throws Exception {
        flink.processElement(new StreamRecord<>(event, 1000L * event.number + event.machine));
    }

    /** The results since the last call. */
    List<Score> scores() {
        List<Score> all = new ArrayList<>();
        for (StreamRecord<? extends Score> score : flink.extractOutputStreamRecords()) {
            if (score.getTimestamp() != 1000L * score.getValue().number + score.getValue().machine) {
                throw new AssertionError("the timestamp " + score.getTimestamp());
            }
            all.add(score.getValue());
        }
        List<Score> fresh = all.subList(read, all.size());
        read = all.size();
        return fresh;
    }

    OperatorSubtaskState checkpoint(long number) throws Exception {
        flink.prepareSnapshotPreBarrier(number);
        return flink.snapshot(number, number);
    }

    @Override
    public void close() throws Exception {
        flink.close();
    }
}
