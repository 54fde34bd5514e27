package io.github.cornu.plan;

import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import java.util.HashMap;
import java.util.Map;

/** Packs the weights of each operation once, whatever the number of nodes and graphs that have it. For one thread. */
final class Packing {
    private final Target target;
    private final Map<Op, Prepared> known = new HashMap<>();

    Packing(Target target) {
        this.target = target;
    }

    Prepared of(Op op) {
        Prepared prepared = known.get(op);
        if (prepared == null) {
            prepared = op.whole() == null ? op.prepare(target) : op.prepare(target, of(op.whole()));
            known.put(op, prepared);
        }
        return prepared;
    }

    /** The threads that the operations are prepared for. */
    ThreadTeam team() {
        return target.team();
    }
}
