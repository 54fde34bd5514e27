package io.github.cornu.flink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys whose states are in pools, those with the latest events last, and which of them have to be written back. */
final class HotKeys<K, IN> {
    private final Map<K, Hot<K, IN>> keys = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Hot<K, IN>> dirty = new ArrayList<>();
    private final int most;

    HotKeys(int most) {
        this.most = most;
    }

    int size() {
        return keys.size();
    }

    /** A key's entry, which becomes the latest; or null. */
    Hot<K, IN> get(K key) {
        return keys.get(key);
    }

    void add(Hot<K, IN> hot) {
        keys.put(hot.key, hot);
    }

    void remove(Hot<K, IN> hot) {
        keys.remove(hot.key);
    }

    /** The key with the oldest event, if one more would be too many; or null. Not one whose event waits. */
    Hot<K, IN> surplus() {
        if (keys.size() < most) {
            return null;
        }
        Hot<K, IN> oldest = keys.values().iterator().next();
        return oldest.waiting ? null : oldest;
    }

    /** The state of a key has changed. */
    void touch(Hot<K, IN> hot) {
        if (!hot.dirty) {
            hot.dirty = true;
            dirty.add(hot);
        }
    }

    /** Those that have changed since the last call and are still marked so. */
    List<Hot<K, IN>> takeDirty() {
        List<Hot<K, IN>> taken = dirty.stream().filter(hot -> hot.dirty).toList();
        dirty.clear();
        return taken;
    }
}
