package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.importer.ModelRef;
import io.github.cornu.op.shape.Repeat;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that give nothing, or several time steps, for an event. */
class StepsOutTest {
    @TempDir
    static Path folder;

    private static float[] x(int machine, int number) {
        Event event = Event.of(machine, number);
        return new float[] {event.a, event.b, event.c};
    }

    private static float mean(int machine, int number) {
        return (x(machine, number)[0] + x(machine, number + 1)[0]) / 2;
    }

    private static List<Float> risks(Harness harness) {
        return harness.scores().stream().map(score -> score.risk).toList();
    }

    @Test
    void anEventThatGivesNothingHasNoResult() throws Exception {
        ModelRef ref = Models.operations(folder, "strided", Models.meanOfTwo());
        try (Harness harness = new Harness(ref, p -> p.maxBatch(2))) {
            harness.send(1, 0);
            harness.send(2, 0);
            assertEquals(List.of(), risks(harness));
            harness.send(1, 1);
            harness.send(3, 0);
            assertEquals(List.of(mean(1, 0)), risks(harness));
            harness.send(3, 1);
            harness.send(2, 1);
            assertEquals(List.of(mean(3, 0), mean(2, 0)), risks(harness));
        }
    }

    @Test
    void anEventThatGivesTwoStepsHasTwoResults() throws Exception {
        ModelRef ref = Models.operations(folder, "upsampled", new Repeat(1, 2));
        try (Harness harness = new Harness(ref, p -> p.maxBatch(2))) {
            harness.send(1, 0);
            harness.send(2, 0);
            assertEquals(List.of(x(1, 0)[0], x(1, 0)[0], x(2, 0)[0], x(2, 0)[0]), risks(harness));
        }
    }

    @Test
    void windowsInTimeGoOnAfterARestartAndAModelWithoutStatesDoesToo() throws Exception {
        for (ModelRef ref : List.of(
                Models.operations(folder, "strided", Models.meanOfTwo()),
                Models.operations(folder, "stateless", new Repeat(1, 1)))) {
            OperatorSubtaskState state;
            try (Harness harness = new Harness(ref, p -> p.maxBatch(9))) {
                harness.send(1, 0);
                harness.send(2, 0);
                harness.send(2, 1);
                state = harness.checkpoint(1);
            }
            boolean strided = ref.uri().toString().contains("strided");
            try (Harness harness = new Harness(ref, p -> p.maxBatch(2), 1, 0, state)) {
                harness.send(1, 1);
                harness.send(2, 2);
                assertEquals(strided ? List.of(mean(1, 0)) : List.of(x(1, 1)[0], x(2, 2)[0]), risks(harness));
            }
        }
    }

    /** And not what another event of an earlier batch has left there. */
    @Test
    void anOutputOfWhichNothingHasComeIsEmpty() throws Exception {
        for (int strided = 0; strided < 2; strided++) {
            int every = 1 - strided;
            int second = strided;
            ModelRef ref = strided == 0
                    ? Models.operations(folder, "strided_first", Models.meanOfTwo(), new Repeat(1, 2))
                    : Models.operations(folder, "strided_last", new Repeat(1, 2), Models.meanOfTwo());
            try (Harness harness = new Harness(
                    ref,
                    p -> p.maxBatch(1)
                            .output((event, y) -> new Score(
                                    event.machine,
                                    event.number,
                                    y.size(second) == 0 ? y.get(every, 0) : 100 + y.get(second, 0))))) {
                harness.send(1, 0);
                harness.send(1, 1);
                harness.send(2, 0);
                float mean = 100 + mean(1, 0);
                assertEquals(List.of(x(1, 0)[0], x(1, 0)[0], mean, mean, x(2, 0)[0], x(2, 0)[0]), risks(harness));
            }
        }
    }
}
