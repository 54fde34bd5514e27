package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.ModelException;
import io.github.cornu.OnNewModel;
import io.github.cornu.RowLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutsTest {
    @TempDir
    static Path folder;

    /** Two states of five numbers become one of four and one of six. */
    private static RowLayout ofOtherShapes(RowLayout layout) {
        ByteBuffer bytes = ByteBuffer.wrap(layout.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
        return RowLayout.fromBytes(bytes.putInt(28, 4).putInt(48, 6).array());
    }

    @Test
    void rowsThatLookTheSameAreRefused() throws Exception {
        RowLayout layout = Models.lstm(folder, 5, 1).load().newPool().rowLayout();
        RowLayout other = ofOtherShapes(layout);
        assertEquals(layout.rowBytes(), other.rowBytes());
        Layouts layouts = new Layouts(ScoreOperatorTest.noState());
        layouts.add(1, layout);
        layouts.add(1, layout);
        layouts.add(2, other);
        assertEquals(Set.of(1L, 2L), layouts.weights());
        String message =
                assertThrows(ModelException.class, () -> layouts.add(1, other)).getMessage();
        assertEquals(
                "the rows of the model cannot be told from those of an earlier one; give the operator another uid: the"
                        + " row was written with the state 0 of layer 'lstm' (5,), expected the state 0 of layer 'lstm'"
                        + " (4,)",
                message);
    }

    /** Since every subtask stores them, and restores those of all. */
    @Test
    void aLayoutIsStoredOnceForAllModelsThatHaveIt() throws Exception {
        OperatorStateStore store = ScoreOperatorTest.noState();
        RowLayout layout = Models.lstm(folder, 5, 1).load().newPool().rowLayout();
        Layouts layouts = new Layouts(store);
        for (long weights = 1; weights <= 1000; weights++) {
            layouts.add(weights, layout);
        }
        layouts.add(7777, ofOtherShapes(layout));
        layouts.store();
        int bytes = 0;
        for (byte[] entry : store.getUnionListState(
                        new ListStateDescriptor<>("cornu-layouts", BytePrimitiveArraySerializer.INSTANCE))
                .get()) {
            bytes += entry.length;
        }
        assertEquals(1001 * 8 + 2 * (4 + layout.toBytes().length), bytes);
        Layouts restored = new Layouts(store);
        assertEquals(layouts.weights(), restored.weights());
        byte[] row = new byte[layout.rowBytes()];
        row[0] = 5;
        assertEquals(layout, restored.of(row));
    }

    @Test
    void damagedLayoutsAreRefusedInOneLine() throws Exception {
        for (byte[] damaged : List.of(new byte[0], new byte[3], new byte[] {-1, -1, -1, -1}, new byte[] {1, 0, 0, 0})) {
            OperatorStateStore store = ScoreOperatorTest.noState();
            store.getUnionListState(new ListStateDescriptor<>("cornu-layouts", BytePrimitiveArraySerializer.INSTANCE))
                    .add(damaged);
            assertEquals(
                    "the state is damaged: the layouts of rows, " + damaged.length + " bytes",
                    assertThrows(ModelException.class, () -> new Layouts(store)).getMessage());
        }
    }

    @Test
    void rowsOfMoreThanTheBackendsTakeAreRefused() {
        RowLayout layout = Models.lstm(folder, 5, 1)
                .load()
                .newPool(OnNewModel.replay(1 << 20))
                .rowLayout();
        new RowSerializer(layout, OnNewModel.reset());
        RowLayout wide = RowLayout.fromBytes(ByteBuffer.wrap(layout.toBytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, 30 << 20)
                .array());
        assertEquals(
                "the state of a key takes 377487412 bytes, at most 268435456 are kept",
                assertThrows(IllegalArgumentException.class, () -> new RowSerializer(wide, OnNewModel.reset()))
                        .getMessage());
    }
}
