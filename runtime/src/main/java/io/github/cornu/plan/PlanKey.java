package io.github.cornu.plan;

import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * What a plan is for.
 *
 * @param shapes of the inputs, no axis free
 * @param held how many steps each window in time holds from earlier calls, or how many numbers the longest text has for
 *     each operation that gives as many
 */
record PlanKey(List<Shape> shapes, List<Integer> held) {
    PlanKey {
        shapes = List.copyOf(shapes);
    }

    /** Written out, since the first {@code hashCode()} that Java itself makes takes some 20 ms of a process's start. */
    @Override
    public int hashCode() {
        return 31 * shapes.hashCode() + held.hashCode();
    }
}
