package io.github.cornu.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The plans used last. Safe for many threads. */
final class PlanCache {
    private final Map<PlanKey, Plan> plans;

    PlanCache(int size) {
        plans = new LinkedHashMap<>(size, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<PlanKey, Plan> eldest) {
                return size() > size;
            }
        };
    }

    synchronized Plan get(PlanKey key, Function<PlanKey, Plan> make) {
        Plan plan = plans.get(key);
        if (plan == null) {
            plan = make.apply(key);
            plans.put(key, plan);
        }
        return plan;
    }
}
