package io.github.cornu.op;

/** An operation bound to shapes and memory places. Immutable; many threads run it at once, each on its own memory. */
@FunctionalInterface
public interface Step {
    /** Reads its inputs and writes its outputs, allocating nothing. */
    void run(Memory memory);
}
