package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.OnNewModel;
import io.github.cornu.importer.ModelRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One subtask, with a clock that the test sets. */
class ScoreOperatorTest {
    private static final OutputTag<BadRow<Event>> BAD = new OutputTag<>("bad") {};

    @TempDir
    static Path folder;

    private static ModelRef model;
    private static ModelRef retrained;
    private static ModelRef larger;

    @BeforeAll
    static void writeModels() {
        model = Models.lstm(folder, 5, 1);
        retrained = Models.lstm(folder, 5, 2);
        larger = Models.lstm(folder, 7, 1);
    }

    private static UnaryOperator<CornuFlink<Event, Integer, Score>> batches(int most) {
        return program -> program.maxBatch(most).maxDelay(Duration.ofMillis(5));
    }

    /** Checks that scores are those of machines alone, each in its order. */
    private static void assertAlone(List<Score> scores, ModelRef ref, Map<Integer, Integer> next) {
        Map<Integer, List<Float>> expected = new HashMap<>();
        for (Score score : scores) {
            int number = next.merge(score.machine, 1, Integer::sum) - 1;
            assertEquals(number, score.number);
            List<Float> risks = expected.computeIfAbsent(score.machine, machine -> Models.alone(ref, machine, 0, 400));
            assertEquals(risks.get(number), score.risk);
        }
    }

    @Test
    void anyOrderOfKeysAndSmallMemoryGiveTheBitsOfEachKeyAlone() throws Exception {
        for (int hotKeys : new int[] {1, 3, 100}) {
            Random random = new Random(hotKeys);
            Map<Integer, Integer> sent = new HashMap<>();
            Map<Integer, Integer> got = new HashMap<>();
            try (Harness harness = new Harness(model, batches(4).andThen(p -> p.hotKeys(hotKeys))::apply)) {
                for (int i = 0; i < 600; i++) {
                    int machine = random.nextInt(random.nextBoolean() ? 20 : 3);
                    harness.send(machine, sent.merge(machine, 1, Integer::sum) - 1);
                    if (random.nextInt(40) == 0) {
                        harness.checkpoint(i);
                    }
                }
                harness.flink.endInput();
                harness.flink.getOneInputOperator().finish();
                assertAlone(harness.scores(), model, got);
                assertEquals(sent, got);
            }
        }
    }

    @Test
    void aBatchIsSteppedWhenItIsFullWhenTheDelayIsOverAtAWatermarkAtABarrierAndWhenAKeyComesAgain() throws Exception {
        try (Harness harness = new Harness(model, batches(3))) {
            harness.send(1, 0);
            harness.send(2, 0);
            assertEquals(0, harness.scores().size());
            harness.send(3, 0);
            assertEquals(3, harness.scores().size());

            harness.send(4, 0);
            harness.flink.setProcessingTime(4);
            assertEquals(0, harness.scores().size());
            harness.flink.setProcessingTime(5);
            assertEquals(1, harness.scores().size());

            harness.send(5, 0);
            harness.flink.processWatermark(new Watermark(9));
            assertEquals(1, harness.scores().size());
            Object[] output = harness.flink.getOutput().toArray();
            assertEquals(new Watermark(9), output[output.length - 1]);

            harness.send(6, 0);
            harness.checkpoint(1);
            assertEquals(1, harness.scores().size());

            harness.send(1, 1);
            harness.send(1, 2);
            List<Score> scores = harness.scores();
            assertEquals(1, scores.size());
            assertEquals(Models.alone(model, 1, 0, 2).get(1), scores.get(0).risk);
        }
    }

    @Test
    void statesMoveToAnotherParallelism() throws Exception {
        for (int after : new int[] {1, 3}) {
            List<OperatorSubtaskState> states = new ArrayList<>();
            for (int subtask = 0; subtask < 2; subtask++) {
                try (Harness harness = new Harness(model, batches(4), 2, subtask, null)) {
                    for (int machine = 0; machine < 30; machine++) {
                        if (isOf(machine, 2, subtask)) {
                            harness.send(machine, 0);
                            harness.send(machine, 1);
                        }
                    }
                    states.add(harness.checkpoint(1));
                }
            }
            OperatorSubtaskState all =
                    AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new));
            int found = 0;
            for (int subtask = 0; subtask < after; subtask++) {
                OperatorSubtaskState part = AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        all, Harness.MOST_PARALLEL, 2, after, subtask);
                try (Harness harness = new Harness(model, batches(4), after, subtask, part)) {
                    for (int machine = 0; machine < 30; machine++) {
                        if (isOf(machine, after, subtask)) {
                            harness.send(machine, 2);
                            found++;
                        }
                    }
                    harness.checkpoint(2);
                    for (Score score : harness.scores()) {
                        assertEquals(Models.alone(model, score.machine, 0, 3).get(2), score.risk);
                    }
                }
            }
            assertEquals(30, found);
        }
    }

    private static boolean isOf(int machine, int parallelism, int subtask) {
        return org.apache.flink.runtime.state.KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        machine, Harness.MOST_PARALLEL, parallelism)
                == subtask;
    }

    @Test
    void anIdleKeyBeginsAnew() throws Exception {
        for (int hotKeys : new int[] {1, 100}) {
            try (Harness harness = new Harness(
                    model, p -> p.maxBatch(1).idle(Duration.ofSeconds(10)).hotKeys(hotKeys))) {
                setTime(harness, 0);
                harness.send(1, 0);
                setTime(harness, 9_000);
                harness.send(2, 0);
                harness.send(1, 1);
                setTime(harness, 20_000);
                harness.send(2, 1);
                harness.send(1, 2);
                List<Score> scores = harness.scores();
                assertEquals(Models.alone(model, 1, 0, 2).get(1), scores.get(2).risk);
                assertEquals(Models.alone(model, 2, 1, 2).get(0), scores.get(3).risk);
                assertEquals(Models.alone(model, 1, 2, 3).get(0), scores.get(4).risk);
            }
        }
    }

    private static void setTime(Harness harness, long millis) throws Exception {
        harness.flink.setStateTtlProcessingTime(millis);
        harness.flink.setProcessingTime(millis);
    }

    @Test
    void eventsThatAreNoInputGoToTheSideOutputAndChangeNothing() throws Exception {
        try (Harness harness = new Harness(
                model,
                p -> p.maxBatch(2).badRows(BAD).input((event, row) -> {
                    if (event.number == 7) {
                        throw new IllegalStateException("no reading\nof today");
                    }
                    row.put(event.a).put(event.b);
                    if (event.number != 8) {
                        row.put(event.c);
                    }
                }))) {
            harness.send(1, 0);
            harness.send(new Event(1, 5, 0, Float.NaN, 1));
            harness.send(1, 7);
            harness.send(1, 8);
            harness.send(1, 1);
            harness.checkpoint(1);
            List<Score> scores = harness.scores();
            assertEquals(2, scores.size());
            assertEquals(Models.alone(model, 1, 0, 2).get(1), scores.get(1).risk);
            Queue<StreamRecord<BadRow<Event>>> bad = harness.flink.getSideOutput(BAD);
            List<String> reasons =
                    bad.stream().map(row -> row.getValue().reason).toList();
            assertEquals(
                    List.of(
                            "number 1 of the event is NaN, which would stay in the state of its key; allowNaN() lets"
                                    + " it pass",
                            "the input function: java.lang.IllegalStateException: no reading",
                            "the event gives 2 numbers, a step of the model takes 3: input 'x' (None, None, 3)"),
                    reasons);
            assertEquals(5001, bad.peek().getTimestamp());
        }
        try (Harness harness = new Harness(model, p -> p.maxBatch(1))) {
            Exception e = assertThrows(Exception.class, () -> harness.send(new Event(1, 5, 0, Float.NaN, 1)));
            assertTrue(e.getMessage().endsWith("badRows(...) sends such events to a side output"), e.getMessage());
        }
        try (Harness harness = new Harness(model, p -> p.maxBatch(1).allowNaN())) {
            harness.send(new Event(1, 0, 0, Float.NaN, 1));
            assertTrue(Float.isNaN(harness.scores().get(0).risk));
        }
    }

    @Test
    void anEventThatTheModelCannotTakeDoesNotHoldItsBatchUp() throws Exception {
        try (Harness harness = new Harness(
                Models.embedding(folder),
                p -> p.maxBatch(5)
                        .badRows(BAD)
                        .input((event, row) -> row.put(event.machine == 3 ? 10 : event.machine)))) {
            for (int machine = 0; machine < 5; machine++) {
                harness.send(machine, 0);
            }
            assertEquals(
                    List.of(0, 1, 2, 4),
                    harness.scores().stream().map(score -> score.machine).toList());
            BadRow<Event> bad = harness.flink.getSideOutput(BAD).peek().getValue();
            assertEquals(3, bad.event.machine);
            assertTrue(bad.reason.contains("embedding"), bad.reason);
        }
    }

    @Test
    void aRestoredJobWithAnotherModelDoesWhatIsSaid() throws Exception {
        OperatorSubtaskState state = savedBy(model, OnNewModel.replay(3), 5);
        assertEquals(Models.alone(model, 1, 0, 6).get(5), next(model, OnNewModel.replay(3), state));
        for (ModelRef other : List.of(retrained, larger)) {
            assertEquals(Models.alone(other, 1, 2, 6).get(3), next(other, OnNewModel.replay(3), state));
            assertEquals(Models.alone(other, 1, 5, 6).get(0), next(other, OnNewModel.reset(), state));
            String refused = problem(other, OnNewModel.refuse(), state);
            assertTrue(
                    refused.contains("the restored states were computed with other weights than those of file:"),
                    refused);
        }
        next(retrained, OnNewModel.carry(), state);
        String layer = problem(larger, OnNewModel.carry(), state);
        assertTrue(layer.contains("layer 'lstm' (5,)") && layer.contains("layer 'lstm' (7,)"), layer);
        OperatorSubtaskState withoutInputs = savedBy(model, OnNewModel.refuse(), 5);
        assertEquals(Models.alone(model, 1, 0, 6).get(5), next(model, OnNewModel.replay(3), withoutInputs));
        String inputs = problem(retrained, OnNewModel.replay(3), withoutInputs);
        assertTrue(inputs.contains("has kept no inputs to be replayed"), inputs);
    }

    /** Keys of 0 to 5 readings, of which 3 are replayed; some of them are hot when the batch is stepped, others not. */
    @Test
    void keysOfOneBatchAreReplayedTogetherWithTheBitsOfEachAlone() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = new Harness(model, p -> p.onNewModel(OnNewModel.replay(3)))) {
            for (int machine = 0; machine < 40; machine++) {
                for (int number = 0; number < machine % 6; number++) {
                    harness.send(machine, number);
                }
            }
            state = harness.checkpoint(1);
        }
        for (int hotKeys : new int[] {1, 7, 100}) {
            UnaryOperator<CornuFlink<Event, Integer, Score>> options =
                    p -> p.maxBatch(7).hotKeys(hotKeys).onNewModel(OnNewModel.replay(3));
            try (Harness harness = new Harness(larger, options, 1, 0, state)) {
                for (int number = 0; number < 8; number++) {
                    for (int machine = 0; machine < 40; machine++) {
                        if (number >= machine % 6) {
                            harness.send(machine, number);
                        }
                    }
                }
                harness.checkpoint(2);
                List<Score> scores = harness.scores();
                assertEquals(224, scores.size());
                for (Score score : scores) {
                    int first = Math.max(0, score.machine % 6 - 3);
                    List<Float> alone = Models.alone(larger, score.machine, first, score.number + 1);
                    assertEquals(alone.get(alone.size() - 1), score.risk);
                }
            }
        }
    }

    /** After so many readings of machine 1. */
    private static OperatorSubtaskState savedBy(ModelRef ref, OnNewModel what, int readings) throws Exception {
        try (Harness harness = new Harness(ref, p -> p.onNewModel(what))) {
            for (int number = 0; number < readings; number++) {
                harness.send(1, number);
            }
            return harness.checkpoint(1);
        }
    }

    private static float next(ModelRef ref, OnNewModel what, OperatorSubtaskState state) throws Exception {
        try (Harness harness = new Harness(ref, p -> p.maxBatch(1).onNewModel(what), 1, 0, state)) {
            harness.send(1, 5);
            return harness.scores().get(0).risk;
        }
    }

    private static String problem(ModelRef ref, OnNewModel what, OperatorSubtaskState state) {
        Throwable e = assertThrows(Exception.class, () -> next(ref, what, state));
        StringBuilder all = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }

    @Test
    void damagedRowsAreRefusedInOneLine() {
        byte[] row = new byte[48];
        for (byte[] damaged : List.of(new byte[0], new byte[7], row, new byte[49])) {
            ModelException e = assertThrows(ModelException.class, () -> new Layouts(noState()).of(damaged));
            assertTrue(e.getMessage().startsWith("the state is damaged: a row of "), e.getMessage());
        }
    }

    static OperatorStateStore noState() throws Exception {
        return new DefaultOperatorStateBackendBuilder(
                        ScoreOperatorTest.class.getClassLoader(),
                        new ExecutionConfig(),
                        false,
                        List.of(),
                        new CloseableRegistry())
                .build();
    }

    @Test
    void damagedBytesOfTheSerializerAreRefused() throws Exception {
        RowSerializer serializer = new RowSerializer(model.load().newPool().rowLayout(), OnNewModel.refuse());
        assertEquals(serializer, InstantiationUtil.clone(serializer));
        for (int length : new int[] {-1, Integer.MAX_VALUE}) {
            DataOutputSerializer out = new DataOutputSerializer(8);
            out.writeInt(length);
            DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
            assertThrows(IOException.class, () -> serializer.deserialize(in));
            DataInputDeserializer snapshot = new DataInputDeserializer(out.getCopyOfBuffer());
            assertThrows(
                    IOException.class,
                    () -> new RowSerializerSnapshot()
                            .readSnapshot(1, snapshot, getClass().getClassLoader()));
        }
        DataOutputSerializer out = new DataOutputSerializer(8);
        serializer.serialize(new byte[] {1, 2, 3}, out);
        DataOutputSerializer copy = new DataOutputSerializer(8);
        serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);
        assertArrayEquals(
                new byte[] {1, 2, 3}, serializer.deserialize(new DataInputDeserializer(copy.getCopyOfBuffer())));
    }
}
