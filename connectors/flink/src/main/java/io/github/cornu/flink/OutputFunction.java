package io.github.cornu.flink;

import org.apache.flink.api.common.functions.Function;

/**
 * Makes a result of what the model gives for one event.
 *
 * @param <IN> the events
 * @param <OUT> the results
 */
@FunctionalInterface
public interface OutputFunction<IN, OUT> extends Function {
    /**
     * Called for each time step that comes out of the model for an event: once in most models, not at all while a
     * strided or unpadded convolution waits for more. Of several outputs, one of which nothing has come has the size 0,
     * and one of which fewer time steps have come keeps the last of them.
     *
     * @param event the one that went in
     * @param y what came out; valid during the call only
     * @return the result; null for none
     * @throws Exception fails the job
     */
    OUT read(IN event, StepOutput y) throws Exception;
}
