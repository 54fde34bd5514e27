package io.github.cornu.flink;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.ValueState;

/**
 * The states of the keys of a subtask: those of hot keys in the pools of their models, those of others in the keyed
 * state, where {@link #writeBack} brings all that have changed.
 */
final class StreamStates<K, IN> {
    private final ValueState<byte[]> rows;
    private final Consumer<K> setCurrentKey;
    /** Processing time in milliseconds. */
    private final LongSupplier clock;

    private final Layouts layouts;
    private final ScoreMetrics metrics;
    private final HotKeys<K, IN> hot;
    private final long idleMillis;
    /** False where the keys come one after another, and the backend has the state of the current one only. */
    private final boolean keptAfterTheKey;

    StreamStates(
            ScoreSettings<IN, ?> settings,
            ValueState<byte[]> rows,
            boolean keptAfterTheKey,
            Consumer<K> setCurrentKey,
            LongSupplier clock,
            Layouts layouts,
            ScoreMetrics metrics) {
        this.rows = rows;
        this.keptAfterTheKey = keptAfterTheKey;
        this.setCurrentKey = setCurrentKey;
        this.clock = clock;
        this.layouts = layouts;
        this.metrics = metrics;
        this.hot = new HotKeys<>(settings.hotKeys);
        this.idleMillis = settings.idleMillis;
    }

    int hotKeys() {
        return hot.size();
    }

    /** The entry of a key if it is hot, or null. */
    Hot<K, IN> hot(K key) {
        return hot.get(key);
    }

    /**
     * The entry of the current key, for a step; what its row says is read when the batch is stepped.
     *
     * @param entry if the key is hot, else null
     * @param serving the model that is to serve it
     */
    Hot<K, IN> take(K key, Hot<K, IN> entry, Serving<IN> serving) throws Exception {
        Hot<K, IN> taken = entry == null ? load(key, serving) : entry;
        if (idleMillis > 0) {
            long now = clock.getAsLong();
            if (entry != null && isIdle(entry, now)) {
                entry.serving.pool().reset(entry.stream);
            }
            taken.seen = now;
        }
        if (taken.serving != serving) {
            move(taken, serving);
        }
        hot.touch(taken);
        return taken;
    }

    private boolean isIdle(Hot<K, IN> entry, long now) {
        return now - entry.seen > idleMillis;
    }

    private Hot<K, IN> load(K key, Serving<IN> serving) throws Exception {
        makeRoom(key);
        Hot<K, IN> entry = new Hot<>(key, serving, add(serving, rows.value()));
        hot.add(entry);
        return entry;
    }

    /** A stream that goes on from a row, or begins if that is null. */
    private int add(Serving<IN> serving, byte[] row) {
        int stream = serving.pool().add();
        if (row != null) {
            serving.read(stream, row, layouts.of(row));
            if (Layouts.weights(row) != serving.weights()) {
                metrics.moved.inc();
            }
        }
        return stream;
    }

    private void move(Hot<K, IN> entry, Serving<IN> serving) {
        int stream = add(serving, entry.serving.row(entry.stream));
        entry.serving.pool().remove(entry.stream);
        entry.serving = serving;
        entry.stream = stream;
    }

    private void makeRoom(K current) throws Exception {
        Hot<K, IN> oldest = hot.surplus();
        if (oldest == null) {
            return;
        }
        if (hot.isOldestDirty()) {
            write(oldest);
            setCurrentKey.accept(current);
        }
        oldest.serving.pool().remove(oldest.stream);
        hot.remove(oldest);
        metrics.evictions.inc();
    }

    /** Brings all states that have changed into the keyed state. */
    void writeBack() throws Exception {
        hot.writeBack(this::write);
    }

    /** Leaves keys whose models serve none any more to the keyed state, after {@link #writeBack}. */
    void letGo(Predicate<Serving<IN>> unused) throws Exception {
        hot.removeIf(
                entry -> unused.test(entry.serving),
                entry -> entry.serving.pool().remove(entry.stream));
    }

    private void write(Hot<K, IN> entry) throws Exception {
        if (!keptAfterTheKey) {
            return;
        }
        setCurrentKey.accept(entry.key);
        if (idleMillis > 0 && isIdle(entry, clock.getAsLong())) {
            rows.clear();
        } else {
            rows.update(entry.serving.row(entry.stream));
        }
    }
}
