package io.github.cornu.plan;

import io.github.cornu.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The plans used last. Safe for many threads. */
final class PlanCache {
    /** What a plan is for: the shapes of the inputs, and the steps that windows in time hold. */
    record Key(List<Shape> shapes, List<Integer> held) {
        Key {
            shapes = List.copyOf(shapes);
        }

        /** Written out, since the first {@code hashCode()} that Java itself makes takes some 20 ms of a process's start. */
        @Override
        public int hashCode() {
            return 31 * shapes.hashCode() + held.hashCode();
        }
    }

    private final Map<Key, Plan> plans;

    PlanCache(int size) {
        plans = new LinkedHashMap<>(size, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Plan> eldest) {
                return size() > size;
            }
        };
    }

    synchronized Plan get(Key key, Function<Key, Plan> make) {
        Plan plan = plans.get(key);
        if (plan == null) {
            plan = make.apply(key);
            plans.put(key, plan);
        }
        return plan;
    }
}
