package io.github.cornu.flink;

import org.apache.flink.api.common.functions.Function;

/**
 * Makes the input of one time step of an event.
 *
 * @param <IN> the events
 */
@FunctionalInterface
public interface InputFunction<IN> extends Function {
    /**
     * @param event to be read
     * @param row takes the numbers of the step
     * @throws Exception if the event is no input for the model; it becomes a {@link BadRow}
     */
    void write(IN event, StepInput row) throws Exception;
}
