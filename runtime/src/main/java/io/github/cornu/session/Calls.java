package io.github.cornu.session;

/** Is told of each call that has taken effect; throws nothing. */
@FunctionalInterface
public interface Calls {
    /**
     * A call has run.
     *
     * @param samples the length of axis 0 of the first input
     * @param nanos how long the call took
     */
    void ran(int samples, long nanos);
}
