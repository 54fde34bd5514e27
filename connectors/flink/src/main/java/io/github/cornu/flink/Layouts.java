package io.github.cornu.flink;

import io.github.cornu.ModelException;
import io.github.cornu.RowLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * The layouts of all rows that may be there, by the number of the weights that rows begin with, and their length. Every
 * subtask restores those of all.
 */
final class Layouts {
    private final Map<Key, RowLayout> layouts = new HashMap<>();
    private final ListState<byte[]> state;

    /** Rows of the same weights differ by the inputs that are kept. */
    private record Key(long weights, int bytes) {}

    Layouts(OperatorStateStore store) throws Exception {
        state = store.getUnionListState(
                new ListStateDescriptor<>("cornu-layouts", BytePrimitiveArraySerializer.INSTANCE));
        for (byte[] entry : state.get()) {
            restore(entry);
        }
    }

    private void restore(byte[] entry) {
        ByteBuffer buffer = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
        int models = entry.length < Integer.BYTES ? -1 : buffer.getInt();
        if (models < 0 || models > buffer.remaining() / Long.BYTES) {
            throw new ModelException("the state is damaged: the layouts of rows, " + entry.length + " bytes");
        }
        int end = Integer.BYTES + models * Long.BYTES;
        RowLayout layout = RowLayout.fromBytes(Arrays.copyOfRange(entry, end, entry.length));
        for (int i = 0; i < models; i++) {
            add(buffer.getLong(), layout);
        }
    }

    /** The number of the weights that a row begins with. */
    static long weights(byte[] row) {
        if (row.length < Long.BYTES) {
            throw new ModelException("the state is damaged: a row of " + row.length + " bytes");
        }
        return ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /**
     * Adds that of rows which have this number.
     *
     * @throws ModelException if there may be rows of another layout that look the same
     */
    void add(long weights, RowLayout layout) {
        Key key = new Key(weights, layout.rowBytes());
        RowLayout known = layouts.get(key);
        if (known != null) {
            try {
                layout.requireStates(known);
                layout.requireInputs(known);
            } catch (ModelException e) {
                throw new ModelException(
                        "the rows of the model cannot be told from those of an earlier one; give the operator another"
                                + " uid: " + e.getMessage(),
                        e);
            }
        }
        layouts.put(key, layout);
    }

    /** All numbers of weights. */
    Set<Long> weights() {
        return layouts.keySet().stream().map(Key::weights).collect(Collectors.toSet());
    }

    /** @throws ModelException if there is no such row */
    RowLayout of(byte[] row) {
        RowLayout layout = layouts.get(new Key(weights(row), row.length));
        if (layout == null) {
            throw new ModelException("the state is damaged: a row of " + row.length + " bytes of unknown weights");
        }
        return layout;
    }

    /** Keeps them in the checkpoint: each once, with the weights of all models that have it. */
    void store() throws Exception {
        Map<RowLayout, List<Long>> weights = new HashMap<>();
        layouts.forEach((key, layout) ->
                weights.computeIfAbsent(layout, same -> new ArrayList<>()).add(key.weights()));
        state.clear();
        for (Map.Entry<RowLayout, List<Long>> entry : weights.entrySet()) {
            byte[] layout = entry.getKey().toBytes();
            List<Long> models = entry.getValue();
            ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + models.size() * Long.BYTES + layout.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(models.size());
            models.forEach(buffer::putLong);
            state.add(buffer.put(layout).array());
        }
    }
}
