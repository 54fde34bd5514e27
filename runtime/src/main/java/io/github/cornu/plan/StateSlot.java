package io.github.cornu.plan;

import io.github.cornu.op.StateSpec;

/**
 * A state of a layer in the memory of a session: {@code spec().stride()} floats for each sample.
 *
 * @param layer path of the layer
 * @param index number of the state in the layer
 * @param spec its name, shape and stride
 * @param stateful whether the layer's file says that a call goes on from where the call before ended
 * @param first the place among all states of the first one of its operation, which counts the steps of those that grow
 */
public record StateSlot(String layer, int index, StateSpec spec, boolean stateful, int first) {}
