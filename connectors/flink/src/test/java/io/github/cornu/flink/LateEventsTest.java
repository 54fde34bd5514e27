package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.StreamPool;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events whose timestamps are in no order, some of them behind the watermark. */
class LateEventsTest {
    private static final int MACHINES = 8;
    private static final int EVENTS = 1000;

    @TempDir
    static Path folder;

    private static ModelRef model;

    @BeforeAll
    static void writeModel() {
        model = Models.lstm(folder, 5, 1);
    }

    /** Each machine on a stream of its own, in the order in which its events come. */
    private static List<Float> expected(List<Event> events) {
        StreamPool pool = model.load().newPool();
        int[] streams = new int[MACHINES];
        for (int machine = 0; machine < MACHINES; machine++) {
            streams[machine] = pool.add();
        }
        List<Float> risks = new ArrayList<>();
        for (Event event : events) {
            Tensor x = Tensor.of(new float[] {event.a, event.b, event.c}, 1, 1, 3);
            Tensor y = Tensor.zeros(1, 1);
            pool.step(new int[] {streams[event.machine]}, x, y);
            risks.add(y.data()[0]);
        }
        return risks;
    }

    private static String place(Event event) {
        return event.machine + "/" + event.number;
    }

    @Test
    void eachIsSteppedWhenItComesAndLeavesBeforeTheNextWatermark() throws Exception {
        Random random = new Random(3);
        List<Event> sent = new ArrayList<>();
        List<Object> left = new ArrayList<>();
        try (Harness harness = new Harness(
                model, p -> p.maxBatch(5).maxDelay(Duration.ofMillis(5)).hotKeys(3))) {
            long highest = Long.MIN_VALUE;
            int behind = 0;
            for (int i = 0; i < EVENTS; i++) {
                Event event = Event.of(random.nextInt(MACHINES), i + random.nextInt(60));
                behind += 1000L * event.number <= highest ? 1 : 0;
                harness.send(event);
                sent.add(event);
                if (random.nextInt(20) == 0) {
                    highest = Math.max(highest, 1000L * (i + 20));
                    harness.flink.processWatermark(new Watermark(highest));
                    left.addAll(List.copyOf(harness.flink.getOutput()));
                    harness.flink.getOutput().clear();
                    assertEquals(
                            sent.size(),
                            left.stream().filter(StreamRecord.class::isInstance).count());
                    assertEquals(new Watermark(highest), left.get(left.size() - 1));
                }
            }
            assertTrue(behind > 50, behind + " late events");
            harness.flink.endInput();
            harness.flink.getOneInputOperator().finish();
            left.addAll(harness.flink.getOutput());
        }
        assertSteppedInOrder(sent, left);
    }

    /** Results of one machine leave in the order of its events; those of different machines in any. */
    private static void assertSteppedInOrder(List<Event> sent, List<Object> left) {
        List<Float> risks = expected(sent);
        for (int machine = 0; machine < MACHINES; machine++) {
            List<String> wanted = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                if (sent.get(i).machine == machine) {
                    wanted.add(place(sent.get(i)) + " " + risks.get(i));
                }
            }
            List<String> got = new ArrayList<>();
            for (Object element : left) {
                if (element instanceof StreamRecord<?> record
                        && record.getValue() instanceof Score score
                        && score.machine == machine) {
                    assertEquals(1000L * score.number + machine, record.getTimestamp());
                    got.add(score.machine + "/" + score.number + " " + score.risk);
                }
            }
            assertEquals(wanted, got);
        }
    }
}
