package io.github.cornu.kernel.threads;

/** An estimate of the time that one thread needs to read weights. */
final class ReadingTime {
    /** Bytes a nanosecond, of so few bytes that they stay in the second-level cache of a core. */
    private static final int CACHE_RATE = 128;

    private static final int CACHE_BYTES = 1 << 20;
    /** Bytes a nanosecond, of more bytes. */
    private static final int MEMORY_RATE = 32;

    private ReadingTime() {}

    static long nanos(long bytes) {
        return bytes / (bytes < CACHE_BYTES ? CACHE_RATE : MEMORY_RATE);
    }
}
