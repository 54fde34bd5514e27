package io.github.cornu.plan;

import io.github.cornu.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The plans used last. Safe for many threads. */
final class PlanCache {
    private final Map<List<Shape>, Plan> plans;

    PlanCache(int size) {
        plans = new LinkedHashMap<>(size, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<Shape>, Plan> eldest) {
                return size() > size;
            }
        };
    }

    synchronized Plan get(List<Shape> shapes, Function<List<Shape>, Plan> make) {
        Plan plan = plans.get(shapes);
        if (plan == null) {
            plan = make.apply(shapes);
            plans.put(List.copyOf(shapes), plan);
        }
        return plan;
    }
}
