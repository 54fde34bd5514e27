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

    /** The neighbours in the order of {@link HotKeys}. */
    Hot<K, IN> before;

    Hot<K, IN> after;

    Hot(K key, Serving<IN> serving, int stream) {
        this.key = key;
        this.serving = serving;
        this.stream = stream;
    }
}
