package io.github.cornu.flink;

/** A key whose state is in a pool. */
final class Hot<K, IN> {
    final K key;
    /** The model that serves it, and the number of its stream there. */
    Serving<IN> serving;

    int stream;
    /** Whether an event of it waits in a batch. */
    boolean waiting;
    /** When its last event came; 0 where nobody asks. */
    long seen;

    /** Links of {@link HotKeys}: the next one of the same place in the table, and the neighbours in the order. */
    Hot<K, IN> next;

    Hot<K, IN> before;
    Hot<K, IN> after;
    final int hash;

    Hot(K key, Serving<IN> serving, int stream) {
        this.key = key;
        this.serving = serving;
        this.stream = stream;
        this.hash = hash(key);
    }

    /** As {@link java.util.HashMap} does it: the upper bits count for the place, too. */
    static int hash(Object key) {
        int hash = key.hashCode();
        return hash ^ hash >>> 16;
    }
}
