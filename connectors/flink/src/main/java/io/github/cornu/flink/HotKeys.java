package io.github.cornu.flink;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The keys whose states are in pools, those with the latest events last, and which of them have to be written back. */
final class HotKeys<K, IN> {
    private final Map<K, Hot<K, IN>> keys = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Hot<K, IN>> dirty = new LinkedHashSet<>();
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

    /** Forgets a key whose state need not be written back any more. */
    void remove(Hot<K, IN> hot) {
        clean(hot);
        keys.remove(hot.key);
    }

    /** Forgets keys whose states need not be written back any more. */
    List<Hot<K, IN>> removeIf(Predicate<Hot<K, IN>> condition) {
        List<Hot<K, IN>> removed = keys.values().stream().filter(condition).toList();
        removed.forEach(this::remove);
        return removed;
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
        dirty.add(hot);
    }

    /** The state of a key has been written back. */
    void clean(Hot<K, IN> hot) {
        dirty.remove(hot);
    }

    /** Whether the state in the backend is older. */
    boolean isDirty(Hot<K, IN> hot) {
        return dirty.contains(hot);
    }

    /** The keys whose states have to be written back. */
    List<Hot<K, IN>> dirty() {
        return List.copyOf(dirty);
    }
}
