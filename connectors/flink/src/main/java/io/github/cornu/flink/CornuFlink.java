package io.github.cornu.flink;

import io.github.cornu.OnNewModel;
import io.github.cornu.RowLayout;
import io.github.cornu.importer.ModelRef;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Runs a recurrent model on a keyed stream: each key has a state of its own, each event is a time step of its key.
 * Events of many keys are stepped as one batch, with the bits that each key gives alone. The states are in Flink's
 * checkpoints and savepoints, exactly once like all of Flink's state, also with another parallelism.
 *
 * <pre>{@code
 * SingleOutputStreamOperator<Score> scores = CornuFlink.on(events.keyBy(Event::machine), ModelRef.of(uri, sha256))
 *         .input((e, row) -> row.put(e.a, e.b, e.c))
 *         .output((e, y) -> new Score(e.machine, y.get(0)))
 *         .maxBatch(256).maxDelay(Duration.ofMillis(5)).idle(Duration.ofDays(30))
 *         .scores().uid("risk");
 * }</pre>
 *
 * <p>Events of one key keep their order, those of different keys need not. A result has the timestamp of its event, and
 * comes before any watermark that came after the event. A batch is stepped when it is full, when {@link #maxDelay} has
 * passed, at a watermark, when a key comes again, before the barrier of a checkpoint, and at the end of the input.
 *
 * <p>In Flink's batch execution each key's events come after each other in the order of their timestamps, so that they
 * need some, and are stepped one by one; updates of models come before all of them.
 *
 * <p>Give the operator a {@code uid}: without it the states are not found in a savepoint of a changed job.
 *
 * @param <IN> the events
 * @param <K> their keys
 * @param <OUT> the results
 */
public final class CornuFlink<IN, K, OUT> {
    private static final int BATCH = 256;
    private static final Duration DELAY = Duration.ofMillis(5);
    private static final int HOT_KEYS = 100_000;
    /** The keys of a batch are beyond the hot ones, together they are no more than a pool holds. */
    private static final int MOST_BATCH = 1_000_000;

    private static final int MOST_HOT_KEYS = 15_000_000;
    private static final Duration MOST_TIME = Duration.ofDays(36_500);

    private final KeyedStream<IN, K> events;
    final ModelRef model;
    LoaderFunction loader;
    InputFunction<IN> input;
    OutputFunction<IN, OUT> output;
    OutputTag<BadRow<IN>> badRows;
    OnNewModel onNewModel = OnNewModel.refuse();
    int maxBatch = BATCH;
    Duration maxDelay = DELAY;
    Duration idle;
    int hotKeys = HOT_KEYS;
    boolean nanAllowed;
    private DataStream<ModelUpdate> updates;

    private CornuFlink(KeyedStream<IN, K> events, ModelRef model) {
        this.events = events;
        this.model = model;
    }

    /**
     * @param events with the keys whose states are kept
     * @param model a model that can be stepped through time; it is loaded on the task managers, from any file system
     *     that Flink knows, and once for all subtasks of a JVM
     */
    public static <IN, K> CornuFlink<IN, K, float[]> on(KeyedStream<IN, K> events, ModelRef model) {
        CornuFlink<IN, K, float[]> program =
                new CornuFlink<>(Objects.requireNonNull(events, "events"), Objects.requireNonNull(model, "model"));
        program.output = (event, y) -> y.toArray(0);
        return program;
    }

    /**
     * The state of a key in savepoints, for Flink's State Processor API: the row of a stream, which {@link
     * io.github.cornu.StreamPool#readRow} reads.
     *
     * @param layout that of the model's {@link io.github.cornu.StreamPool#rowLayout}
     * @param onNewModel as the job has it
     */
    public static ValueStateDescriptor<byte[]> rows(RowLayout layout, OnNewModel onNewModel) {
        return new ValueStateDescriptor<>("cornu-rows", new RowSerializer(layout, onNewModel));
    }

    /** Says what the model takes of an event. */
    public CornuFlink<IN, K, OUT> input(InputFunction<IN> function) {
        input = Objects.requireNonNull(function, "function");
        return this;
    }

    /** Says what a result is; without it, the numbers of the first output. */
    @SuppressWarnings("unchecked")
    public <R> CornuFlink<IN, K, R> output(OutputFunction<IN, R> function) {
        // The type of the results stands in nothing but the function.
        CornuFlink<IN, K, R> program = (CornuFlink<IN, K, R>) this;
        program.output = Objects.requireNonNull(function, "function");
        return program;
    }

    /** With a loader that has custom objects or options. */
    public CornuFlink<IN, K, OUT> loader(LoaderFunction function) {
        loader = Objects.requireNonNull(function, "function");
        return this;
    }

    /**
     * Steps at most so many events at once, 256 by default.
     *
     * @throws IllegalArgumentException if it is not 1 to 1,000,000
     */
    public CornuFlink<IN, K, OUT> maxBatch(int streams) {
        maxBatch = checked("the size of a batch", streams, MOST_BATCH);
        return this;
    }

    /**
     * Lets an event wait for others so long at most, in processing time; 5 ms by default.
     *
     * @throws IllegalArgumentException if it is less than a millisecond, or more than 100 years
     */
    public CornuFlink<IN, K, OUT> maxDelay(Duration delay) {
        maxDelay = checked("the delay", delay);
        return this;
    }

    /**
     * Forgets the state of a key that had no event for so long, in processing time and as exactly as the interval of
     * the checkpoints; never by default. On Flink 1 a restored job has an idle time if, and only if, it had one before.
     *
     * @throws IllegalArgumentException if it is less than a millisecond, or more than 100 years
     */
    public CornuFlink<IN, K, OUT> idle(Duration time) {
        idle = checked("the time without an event", time);
        return this;
    }

    /**
     * Keeps the states of so many keys of each subtask ready in memory, those that had the latest events; 100,000 by
     * default. Those of others are read from the state backend when an event comes.
     *
     * @throws IllegalArgumentException if it is not 1 to 15,000,000
     */
    public CornuFlink<IN, K, OUT> hotKeys(int keys) {
        hotKeys = checked("the number of hot keys", keys, MOST_HOT_KEYS);
        return this;
    }

    private static int checked(String what, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(what + " must be 1 to " + most + ", got " + number);
        }
        return number;
    }

    private static Duration checked(String what, Duration time) {
        Objects.requireNonNull(time, what);
        if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(MOST_TIME) > 0) {
            throw new IllegalArgumentException(what + " must be 1 ms to " + MOST_TIME.toDays() + " days, got " + time);
        }
        return time;
    }

    /** Lets numbers that are NaN or infinite go into the model, and into the state of their key. */
    public CornuFlink<IN, K, OUT> allowNaN() {
        nanAllowed = true;
        return this;
    }

    /**
     * Sends events that are no input for the model to a side output, with the reason. Without this they fail the job.
     *
     * @param tag {@code new OutputTag<BadRow<Event>>("bad") {}}
     */
    public CornuFlink<IN, K, OUT> badRows(OutputTag<BadRow<IN>> tag) {
        badRows = Objects.requireNonNull(tag, "tag");
        return this;
    }

    /** Says what becomes of states that were computed with other weights, in a restored job; by default it fails. */
    public CornuFlink<IN, K, OUT> onNewModel(OnNewModel what) {
        onNewModel = Objects.requireNonNull(what, "what");
        return this;
    }

    /**
     * Takes other models while the job runs.
     *
     * @param stream of updates; each goes to all subtasks
     * @param what becomes of the states of keys whose model changes: when their next event comes
     */
    public CornuFlink<IN, K, OUT> models(DataStream<ModelUpdate> stream, OnNewModel what) {
        updates = Objects.requireNonNull(stream, "stream");
        return onNewModel(what);
    }

    /**
     * The stream of results.
     *
     * @throws IllegalStateException if nothing says what the input is
     */
    public SingleOutputStreamOperator<OUT> scores() {
        if (input == null) {
            throw new IllegalStateException("say with input(...) what the model takes of an event");
        }
        TypeInformation<OUT> type = TypeExtractor.getUnaryOperatorReturnType(
                output, OutputFunction.class, 0, 1, TypeExtractor.NO_INDEX, events.getType(), null, true);
        // Removes what anonymous classes hold without using it, and tells what cannot be sent.
        for (Function function : new Function[] {input, output}) {
            events.getExecutionEnvironment().clean(function);
        }
        ScoreSettings<IN, OUT> settings = new ScoreSettings<>(this);
        if (updates == null) {
            return events.transform("Cornu", type, new ScoreOperator<K, IN, OUT>(settings));
        }
        return events.connect(updates.broadcast())
                .transform("Cornu", type, new UpdatedScoreOperator<K, IN, OUT>(settings));
    }
}
