package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.OnNewModel;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.importer.UnreachableModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that come to a subtask while it runs. */
class UpdatedScoreOperatorTest {
    private static final OnNewModel REPLAY = OnNewModel.replay(3);
    private static final int MACHINES = 200;

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

    private static KeyedTwoInputStreamOperatorTestHarness<Integer, Event, ModelUpdate, Score> open(
            ModelRef ref, OnNewModel what, OperatorSubtaskState state) throws Exception {
        UpdatedScoreOperator<Integer, Event, Score> operator = new UpdatedScoreOperator<>(
                Harness.settings(ref, p -> p.maxBatch(1).hotKeys(50).onNewModel(what)));
        KeyedTwoInputStreamOperatorTestHarness<Integer, Event, ModelUpdate, Score> harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(operator, event -> event.machine, null, Types.INT);
        harness.setup();
        if (state == null) {
            harness.initializeEmptyState();
        } else {
            harness.initializeState(state, null);
        }
        harness.open();
        return harness;
    }

    private static float send(
            KeyedTwoInputStreamOperatorTestHarness<Integer, Event, ModelUpdate, Score> harness, int machine, int number)
            throws Exception {
        harness.processElement1(new StreamRecord<>(Event.of(machine, number), number));
        List<Score> scores = harness.extractOutputValues();
        return scores.get(scores.size() - 1).risk;
    }

    private static void update(
            KeyedTwoInputStreamOperatorTestHarness<Integer, Event, ModelUpdate, Score> harness, ModelUpdate update)
            throws Exception {
        harness.processElement2(new StreamRecord<>(update));
    }

    private static float alone(ModelRef ref, int machine, int from, int number) {
        return Models.alone(ref, machine, from, number + 1).get(number - from);
    }

    @Test
    void aTrialServesItsShareOfTheKeysUntilItEnds() throws Exception {
        try (var harness = open(model, REPLAY, null)) {
            for (int machine = 0; machine < MACHINES; machine++) {
                send(harness, machine, 0);
            }
            update(harness, new ModelUpdate("2", larger, 0.25));
            Set<Integer> onTrial = new HashSet<>();
            for (int machine = 0; machine < MACHINES; machine++) {
                float risk = send(harness, machine, 1);
                if (risk == alone(larger, machine, 0, 1)) {
                    onTrial.add(machine);
                } else {
                    assertEquals(alone(model, machine, 0, 1), risk);
                }
            }
            assertTrue(onTrial.size() > MACHINES / 8 && onTrial.size() < MACHINES * 3 / 8, () -> "" + onTrial.size());
            harness.prepareSnapshotPreBarrier(1);
            OperatorSubtaskState state = harness.snapshot(1, 1);
            try (var restored = open(model, REPLAY, state)) {
                for (int machine = 0; machine < MACHINES; machine++) {
                    assertEquals(
                            alone(onTrial.contains(machine) ? larger : model, machine, 0, 2),
                            send(restored, machine, 2));
                }
            }
            update(harness, new ModelUpdate("2", larger, 0));
            for (int machine = 0; machine < MACHINES; machine++) {
                assertEquals(alone(model, machine, 0, 2), send(harness, machine, 2));
            }
        }
    }

    @Test
    void aNewBaseServesAllKeysAlsoAfterARestartUnlessTheProgramNamesAnotherModel() throws Exception {
        try (var harness = open(model, REPLAY, null)) {
            send(harness, 1, 0);
            update(harness, new ModelUpdate("2", larger));
            assertEquals(alone(larger, 1, 0, 1), send(harness, 1, 1));
            harness.prepareSnapshotPreBarrier(1);
            OperatorSubtaskState state = harness.snapshot(1, 1);
            try (var restored = open(model, REPLAY, state)) {
                assertEquals(alone(larger, 1, 0, 2), send(restored, 1, 2));
            }
            try (var restored = open(retrained, REPLAY, state)) {
                assertEquals(alone(retrained, 1, 0, 2), send(restored, 1, 2));
            }
        }
    }

    @Test
    void anUpdateThatCannotBeServedChangesNothing() throws Exception {
        URI uri = model.uri();
        ModelUpdate wrongHash = new ModelUpdate("2", ModelRef.of(uri, "0".repeat(64)));
        ModelUpdate noHash = new ModelUpdate("2", model);
        noHash.sha256 = "abc";
        for (ModelUpdate update : List.of(
                wrongHash,
                noHash,
                new ModelUpdate(),
                new ModelUpdate("2", Models.embedding(folder)),
                new ModelUpdate("2", Models.operations(folder, "strided", Models.meanOfTwo())),
                new ModelUpdate("2", retrained, 1.5))) {
            assertRefused(update, REPLAY);
        }
        assertRefused(new ModelUpdate("2", retrained), OnNewModel.refuse());
        assertRefused(new ModelUpdate("2", larger), OnNewModel.carry());
        try (var harness = open(model, OnNewModel.carry(), null)) {
            send(harness, 1, 0);
            update(harness, new ModelUpdate("2", retrained));
            assertNotEquals(alone(model, 1, 0, 1), send(harness, 1, 1));
        }
    }

    /** Nothing but the shapes of their states tells them apart. */
    @Test
    void aModelWithOtherWindowsInTimeIsOneOfOtherWeights() throws Exception {
        ModelRef two = Models.operations(folder, "two", Models.mean(2));
        ModelRef four = Models.operations(folder, "four", Models.mean(4));
        for (OnNewModel what : List.of(OnNewModel.refuse(), OnNewModel.carry())) {
            try (var harness = open(two, what, null)) {
                harness.processElement1(new StreamRecord<>(Event.of(1, 0)));
                update(harness, new ModelUpdate("2", four));
                send(harness, 1, 1);
                assertEquals(1, harness.extractOutputValues().size());
            }
        }
        try (var harness = open(two, OnNewModel.reset(), null)) {
            harness.processElement1(new StreamRecord<>(Event.of(1, 0)));
            update(harness, new ModelUpdate("2", four));
            for (int number = 1; number <= 4; number++) {
                harness.processElement1(new StreamRecord<>(Event.of(1, number)));
                assertEquals(number / 4, harness.extractOutputValues().size());
            }
        }
    }

    private static void assertRefused(ModelUpdate update, OnNewModel what) throws Exception {
        try (var harness = open(model, what, null)) {
            send(harness, 1, 0);
            update(harness, update);
            assertEquals(alone(model, 1, 0, 1), send(harness, 1, 1), update::toString);
        }
    }

    /** It may be there when the job is restarted. */
    @Test
    void aFileThatCannotBeReadFailsTheJob() throws Exception {
        ModelRef missing = ModelRef.of(folder.resolve("none.cornu").toUri(), "0".repeat(64));
        try (var harness = open(model, REPLAY, null)) {
            assertThrows(UnreachableModelException.class, () -> update(harness, new ModelUpdate("2", missing)));
        }
    }

    /** Though the machines whose states it has do not come again. */
    @Test
    void anOldModelIsGarbageAfterACheckpoint() throws Exception {
        ModelRef old = Models.lstm(folder, 6, 9);
        try (var harness = open(old, REPLAY, null)) {
            send(harness, 1, 0);
            send(harness, 2, 0);
            update(harness, new ModelUpdate("2", larger));
            send(harness, 2, 1);
            WeakReference<Model> garbage = new WeakReference<>(old.load());
            checkpoint(harness);
            awaitGarbage(garbage);
            assertEquals(alone(larger, 1, 0, 1), send(harness, 1, 1));
            assertEquals(alone(larger, 2, 0, 2), send(harness, 2, 2));
        }
    }

    @Test
    void aTrialThatBecomesTheBaseHasItsNewName() throws Exception {
        try (var harness = open(model, REPLAY, null)) {
            UpdatedScoreOperator<?, ?, ?> operator = (UpdatedScoreOperator<?, ?, ?>) harness.getOperator();
            assertEquals(model.sha256().substring(0, 12), operator.version());
            update(harness, new ModelUpdate("2 on trial", larger, 0.1));
            assertEquals(model.sha256().substring(0, 12), operator.version());
            update(harness, new ModelUpdate("2", larger));
            assertEquals("2", operator.version());
        }
    }

    @Test
    void theModelOfTheProgramMayLieElsewhereAfterARestart() throws Exception {
        ModelRef ref = Models.lstm(folder, 6, 10);
        OperatorSubtaskState state = savedAfterOne(ref);
        awaitGarbage(new WeakReference<>(ref.load()));
        Path moved = Files.move(Path.of(ref.uri()), folder.resolve("moved.cornu"));
        try (var restored = open(ModelRef.of(moved), REPLAY, state)) {
            assertEquals(alone(ModelRef.of(moved), 1, 0, 1), send(restored, 1, 1));
        }
    }

    private static OperatorSubtaskState savedAfterOne(ModelRef ref) throws Exception {
        try (var harness = open(ref, REPLAY, null)) {
            send(harness, 1, 0);
            return checkpoint(harness);
        }
    }

    private static OperatorSubtaskState checkpoint(
            KeyedTwoInputStreamOperatorTestHarness<Integer, Event, ModelUpdate, Score> harness) throws Exception {
        harness.prepareSnapshotPreBarrier(1);
        return harness.snapshot(1, 1);
    }

    private static void awaitGarbage(WeakReference<Model> model) {
        for (int i = 0; i < 100 && model.get() != null; i++) {
            System.gc();
        }
        assertNull(model.get());
    }

    @Test
    void statesOfSeveralModelsGoOnAfterARestart() throws Exception {
        ModelRef third = Models.lstm(folder, 9, 3);
        OperatorSubtaskState state;
        try (var harness = open(model, REPLAY, null)) {
            for (int machine = 1; machine <= 3; machine++) {
                send(harness, machine, 0);
            }
            update(harness, new ModelUpdate("2", larger));
            send(harness, 2, 1);
            checkpoint(harness);
            update(harness, new ModelUpdate("3", third));
            send(harness, 3, 1);
            state = checkpoint(harness);
        }
        try (var restored = open(model, REPLAY, state)) {
            assertEquals(alone(third, 1, 0, 1), send(restored, 1, 1));
            assertEquals(alone(third, 2, 0, 2), send(restored, 2, 2));
            assertEquals(alone(third, 3, 0, 2), send(restored, 3, 2));
        }
        try (var restored = open(retrained, OnNewModel.reset(), state)) {
            assertEquals(alone(retrained, 2, 2, 2), send(restored, 2, 2));
        }
    }

    /** It is the same on all machines, and after any restart. */
    @Test
    void aDamagedFileIsRefused() throws Exception {
        byte[] good = Files.readAllBytes(Path.of(larger.uri()));
        List<byte[]> damaged = List.of(
                new byte[0],
                Arrays.copyOf(good, good.length / 2),
                "PK\3\4, and no more".getBytes(StandardCharsets.ISO_8859_1),
                "\u0089HDF\r\n\u001a\n, and no more".getBytes(StandardCharsets.ISO_8859_1),
                "{\"class_name\":".getBytes(StandardCharsets.ISO_8859_1),
                zip("config.json", "{\"class_name\":"),
                zip("config.json", "[]"));
        for (byte[] bytes : damaged) {
            Path file = folder.resolve("damaged.keras");
            Files.write(file, bytes);
            assertRefused(new ModelUpdate("2", ModelRef.of(file)), REPLAY);
        }
    }

    private static byte[] zip(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void theWholeIsIdleWhenTheEventsAre() throws Exception {
        try (var harness = open(model, REPLAY, null)) {
            harness.processWatermarkStatus1(WatermarkStatus.IDLE);
            assertEquals(List.of(WatermarkStatus.IDLE), List.copyOf(harness.getOutput()));
        }
    }

    @Test
    void theStreamOfUpdatesDoesNotHoldTheEventTimeBack() throws Exception {
        try (var harness = open(model, REPLAY, null)) {
            harness.processWatermark1(new Watermark(7));
            assertEquals(new Watermark(7), harness.getOutput().peek());
        }
    }
}
