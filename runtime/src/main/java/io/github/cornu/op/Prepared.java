package io.github.cornu.op;

/** An operation with packed weights. Immutable and shared by all sessions of a model. */
@FunctionalInterface
public interface Prepared {
    /** The operation for fixed shapes and given places in memory. */
    Step bind(Binding binding);
}
