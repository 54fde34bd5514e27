package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Model;
import io.github.cornu.OnNewModel;
import io.github.cornu.RowLayout;
import io.github.cornu.StreamPool;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Streams in a store of one's own, and the move to a model that was trained again. */
class StreamsAsRowsTest {
    private static final Path FOLDER = Path.of("../testdata/samples/stream_online");

    private final Map<String, byte[]> store = new HashMap<>();

    private void save(StreamPool pool, Map<String, Integer> streams) {
        // README
        store.put("layout", pool.rowLayout().toBytes()); // once
        streams.forEach((customer, stream) -> {
            ByteBuffer row = ByteBuffer.allocate(pool.rowBytes());
            pool.writeRow(stream, row);
            store.put(customer, row.array());
        });
        // README
    }

    private int load(StreamPool pool, String customer) {
        // README
        RowLayout layout = RowLayout.fromBytes(store.get("layout"));
        int stream = pool.add();
        pool.readRow(stream, ByteBuffer.wrap(store.get(customer)), layout);
        // README
        return stream;
    }

    private static StreamPool move(Path retrained, StreamPool pool) {
        // README
        StreamPool next = pool.migrate(KerasModels.load(retrained)); // the same streams, the same numbers
        // README
        return next;
    }

    private static StreamPool keeping(Model model) {
        // README
        StreamPool pool = model.newPool(OnNewModel.replay(64)); // keeps the last 64 inputs of each stream
        // README
        return pool;
    }

    @Test
    void aStreamGoesOnFromTheStoreAndWithAnotherModel() {
        Path path = FOLDER.resolve("model.h5");
        StreamPool pool = keeping(KerasModels.load(path));
        int ann = pool.add();
        Tensor y = Tensor.zeros(1, pool.model().outputs().get(0).shape().length(1));
        Tensor x = Tensor.zeros(1, 1, pool.model().inputs().get(0).shape().length(2));
        x.data()[0] = 0.7f;
        pool.step(new int[] {ann}, x, y);
        save(pool, Map.of("ann", ann));
        StreamPool later = keeping(KerasModels.load(path));
        assertEquals(pool.state(ann), later.state(load(later, "ann")));
        assertEquals(pool.state(ann), move(path, pool).state(ann));
    }
}
