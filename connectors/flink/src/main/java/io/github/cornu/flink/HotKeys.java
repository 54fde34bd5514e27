package io.github.cornu.flink;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The keys whose states are in pools, those with the latest events last, and which of them have to be written back. An
 * event makes its key the last one and its state one to be written back, so that these are always the last ones of the
 * order: nothing else has to be kept of them. The entries themselves have the links of the order.
 */
final class HotKeys<K, IN> {
    private final Map<K, Hot<K, IN>> keys = new HashMap<>();
    /** The ends of the order. */
    private Hot<K, IN> oldest;

    private Hot<K, IN> newest;
    /** The first one whose state has to be written back, as those of all after it have to; or null. */
    private Hot<K, IN> dirty;

    private final int most;

    /** What is done with an entry. */
    @FunctionalInterface
    interface Action<K, IN> {
        void accept(Hot<K, IN> hot) throws Exception;
    }

    HotKeys(int most) {
        this.most = most;
    }

    int size() {
        return keys.size();
    }

    /** A key's entry, or null. */
    Hot<K, IN> get(K key) {
        return keys.get(key);
    }

    /** Adds a key that is not there, as the last one. */
    void add(Hot<K, IN> hot) {
        keys.put(hot.key, hot);
        append(hot);
    }

    /** The state of a key changes with its event. */
    void touch(Hot<K, IN> hot) {
        if (hot != newest) {
            takeOut(hot);
            append(hot);
        } else if (dirty == null) {
            dirty = hot;
        }
    }

    private void append(Hot<K, IN> hot) {
        hot.before = newest;
        hot.after = null;
        if (newest == null) {
            oldest = hot;
        } else {
            newest.after = hot;
        }
        newest = hot;
        if (dirty == null) {
            dirty = hot;
        }
    }

    private void takeOut(Hot<K, IN> hot) {
        if (hot == dirty) {
            dirty = hot.after;
        }
        if (hot.before == null) {
            oldest = hot.after;
        } else {
            hot.before.after = hot.after;
        }
        if (hot.after == null) {
            newest = hot.before;
        } else {
            hot.after.before = hot.before;
        }
    }

    /** Forgets a key. */
    void remove(Hot<K, IN> hot) {
        takeOut(hot);
        keys.remove(hot.key);
    }

    /** Forgets keys, each after something was done with it. */
    void removeIf(Predicate<Hot<K, IN>> condition, Action<K, IN> action) throws Exception {
        Hot<K, IN> hot = oldest;
        while (hot != null) {
            Hot<K, IN> after = hot.after;
            if (condition.test(hot)) {
                action.accept(hot);
                remove(hot);
            }
            hot = after;
        }
    }

    /** The key with the oldest event, if one more would be too many; or null. Not one whose event waits. */
    Hot<K, IN> surplus() {
        return keys.size() < most || oldest.waiting ? null : oldest;
    }

    /** Whether the state of a key in the backend is older, if the key is the one with the oldest event. */
    boolean isOldestDirty() {
        return dirty != null && dirty == oldest;
    }

    /** Writes back the states of all keys that need it. */
    void writeBack(Action<K, IN> action) throws Exception {
        while (dirty != null) {
            action.accept(dirty);
            dirty = dirty.after;
        }
    }
}
