package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.importer.ModelRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program says. */
class CornuFlinkTest {
    private static final ModelRef NOWHERE = ModelRef.of(URI.create("file:///none.keras"), "0".repeat(64));

    @TempDir
    Path folder;

    private static CornuFlink<Event, Integer, float[]> program() {
        return CornuFlink.on(
                StreamExecutionEnvironment.getExecutionEnvironment()
                        .fromData(new Event())
                        .keyBy(event -> event.machine),
                NOWHERE);
    }

    private static String problem(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        CornuFlink<Event, Integer, float[]> program = program();
        assertEquals("the size of a batch must be 1 to 1000000, got 0", problem(() -> program.maxBatch(0)));
        assertEquals(
                "the number of hot keys must be 1 to 15000000, got 15000001",
                problem(() -> program.hotKeys(15_000_001)));
        assertEquals("the delay must be 1 ms to 36500 days, got PT0S", problem(() -> program.maxDelay(Duration.ZERO)));
        assertEquals(
                "the time without an event must be 1 ms to 36500 days, got PT-1S",
                problem(() -> program.idle(Duration.ofSeconds(-1))));
        problem(() -> program.idle(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThrows(IllegalStateException.class, program::scores);
    }

    @Test
    void theTypeOfTheResultsIsThatOfTheOutputFunction() {
        CornuFlink<Event, Integer, float[]> program =
                program().input((event, row) -> row.put(event.a, event.b, event.c));
        assertEquals(
                PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
                program.scores().getType());
        assertEquals(Types.POJO(Score.class), program.output(Score::of).scores().getType());
        assertEquals(
                Types.STRING,
                program.output((event, y) -> event.machine + ": " + y.get(0))
                        .scores()
                        .getType());
    }

    /** This test is no part of the job, and cannot be sent. */
    @Test
    void anonymousClassesAreSentWithoutTheObjectThatTheyWereWrittenIn() throws Exception {
        InputFunction<Event> input = new InputFunction<>() {
            @Override
            public void write(Event event, StepInput row) {
                row.put(event.a);
            }
        };
        assertEquals(
                PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
                program().input(input).scores().getType());
        assertNotNull(InstantiationUtil.serializeObject(input));
    }

    @Test
    void aRestoredJobMayHaveAnotherIdleTime() throws Exception {
        ModelRef model = Models.lstm(folder, 5, 1);
        UnaryOperator<CornuFlink<Event, Integer, Score>> never = p -> p.maxBatch(1);
        UnaryOperator<CornuFlink<Event, Integer, Score>> aDay =
                p -> p.maxBatch(1).idle(Duration.ofDays(1));
        for (var before : List.of(never, aDay)) {
            OperatorSubtaskState state = savedAfterOne(model, before);
            for (var after : List.of(never, aDay)) {
                if (before != after && EnvironmentInformation.getVersion().startsWith("1.")) {
                    assertThrows(Exception.class, () -> new Harness(model, after, 1, 0, state));
                    continue;
                }
                try (Harness harness = new Harness(model, after, 1, 0, state)) {
                    harness.send(1, 1);
                    assertEquals(
                            Models.alone(model, 1, 0, 2).get(1),
                            harness.scores().get(0).risk);
                }
            }
        }
    }

    private static OperatorSubtaskState savedAfterOne(
            ModelRef model, UnaryOperator<CornuFlink<Event, Integer, Score>> options) throws Exception {
        try (Harness harness = new Harness(model, options)) {
            harness.send(1, 0);
            return harness.checkpoint(1);
        }
    }

    /** As an operator of the same chain may do it where objects are reused. */
    @Test
    void anEventThatChangesAfterwardsWasTakenAsItWas() throws Exception {
        ModelRef model = Models.lstm(folder, 5, 1);
        try (KeyedOneInputStreamOperatorTestHarness<Integer, Event, Score> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new ScoreOperator<>(Harness.settings(model, p -> p.maxBatch(2))),
                        event -> event.machine,
                        Types.INT)) {
            harness.getExecutionConfig().enableObjectReuse();
            harness.getStreamConfig()
                    .setupNetworkInputs(TypeInformation.of(Event.class)
                            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
            harness.getStreamConfig().serializeAllConfigs();
            harness.open();
            Event reused = Event.of(1, 0);
            harness.processElement(new StreamRecord<>(reused, 1));
            reused.machine = 2;
            harness.processElement(new StreamRecord<>(reused, 2));
            assertEquals(
                    List.of(1, 2),
                    harness.extractOutputValues().stream()
                            .map(score -> score.machine)
                            .toList());
        }
    }
}
