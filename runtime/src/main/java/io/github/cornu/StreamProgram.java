package io.github.cornu;

import io.github.cornu.plan.Program;

/** A program for chunks of a stream, made when it is needed. Safe for all threads. */
final class StreamProgram {
    private final Program whole;
    private Program chunks;

    StreamProgram(Program whole) {
        this.whole = whole;
    }

    /** @throws ModelException if it cannot be run in chunks */
    synchronized Program get() {
        if (chunks == null) {
            chunks = whole.stream();
        }
        return chunks;
    }
}
