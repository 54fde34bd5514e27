package io.github.cornu;

/**
 * Hears of what a model does, for metrics: sizes of batches, times, streams of pools. Each method does nothing unless
 * it is overridden.
 *
 * <pre>{@code
 * Model model = KerasModels.load(path).withListener(new ModelListener() {
 *     public void ran(Model model, int samples, long nanos) {
 *         times.record(nanos);
 *     }
 * });
 * }</pre>
 *
 * <p>The methods are called by the threads that use the model, several at once, after the call that they tell of has
 * taken effect, and before it returns: they should take less than a microsecond, wait for nobody, and not use the
 * session, worker or pool that is just telling. A call that fails is not told of.
 *
 * <p>What a method throws goes no further, since the call has taken effect already: the first of each {@linkplain
 * Model#withListener view of a model} is logged as a warning by the {@link System.Logger} {@code io.github.cornu}. The
 * results are the same with a listener and without.
 */
public interface ModelListener {
    /**
     * A call of {@code run}, a batch of {@code predict}, or a call or step of a session.
     *
     * @param model that with this listener
     * @param samples the length of axis 0 of the first input: how many samples, or streams of a session, were a batch
     * @param nanos the time of the call in nanoseconds, with the checks of what it came with, and plans for shapes that
     *     came for the first time
     */
    default void ran(Model model, int samples, long nanos) {}

    /**
     * One time step of some streams of a pool.
     *
     * @param streams how many were stepped in the call, 0 or more
     * @param nanos the time of the call in nanoseconds, as with {@link #ran}
     */
    default void stepped(StreamPool pool, int streams, long nanos) {}

    /** A pool was made. There is nothing to close: it ends as garbage. */
    default void opened(StreamPool pool) {}

    /**
     * A stream was added to a pool, whose {@link StreamPool#size} counts it already.
     *
     * @param stream its handle
     */
    default void added(StreamPool pool, int stream) {}

    /**
     * A stream was removed from a pool.
     *
     * @param stream the handle that it had
     */
    default void removed(StreamPool pool, int stream) {}

    /**
     * {@link Model#warmUp} has ended. Its calls of the model are not told of.
     *
     * @param nanos how long it took, in nanoseconds
     */
    default void warmedUp(Model model, long nanos) {}
}
