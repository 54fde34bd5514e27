package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.importer.ModelRef;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of a job before it runs. */
class CornuFlinkTest {
    @TempDir
    Path folder;

    private CornuFlink<Event, Integer, float[]> program;

    @BeforeEach
    void makeProgram() {
        ModelRef model = Models.lstm(folder, 5, 1);
        program = CornuFlink.on(
                StreamExecutionEnvironment.getExecutionEnvironment()
                        .fromData(new Event())
                        .keyBy(event -> event.machine),
                model);
    }

    @Test
    void theTypeOfTheResultsIsThatOfTheOutputFunction() {
        program.input((event, row) -> row.put(event.a, event.b, event.c));
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

    @Test
    void whatCannotBeIsRefusedWhereItIsSaid() {
        assertEquals(
                "say with input(...) what the model takes of an event",
                assertThrows(IllegalStateException.class, program::scores).getMessage());
        assertThrows(IllegalArgumentException.class, () -> program.maxBatch(0));
        assertThrows(IllegalArgumentException.class, () -> program.hotKeys(-1));
        assertThrows(IllegalArgumentException.class, () -> program.maxDelay(Duration.ofNanos(10)));
        assertThrows(IllegalArgumentException.class, () -> program.idle(Duration.ofMillis(-5)));
        assertThrows(NullPointerException.class, () -> program.input(null));
        assertThrows(NullPointerException.class, () -> program.output(null));
    }
}
