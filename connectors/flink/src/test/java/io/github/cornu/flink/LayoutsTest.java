package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.ModelException;
import io.github.cornu.OnNewModel;
import io.github.cornu.RowLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;
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
