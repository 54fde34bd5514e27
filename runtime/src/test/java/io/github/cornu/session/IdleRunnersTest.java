package io.github.cornu.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Graphs;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.op.Target;
import io.github.cornu.plan.Program;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As many runners wait as have run at once. */
class IdleRunnersTest {
    private final IdleRunners idle =
            new IdleRunners(new Program(Graphs.denseModel(3, 2), Target.of(KernelSelector.scalar())));

    private static SessionRunner run(SessionRunner runner) {
        runner.run(Graphs.tensor(1, 2, 3));
        return runner;
    }

    @Test
    void oneAfterTheOtherIsAlwaysTheSame() {
        SessionRunner first = idle.take();
        for (int i = 0; i < 100; i++) {
            idle.giveBack(run(first));
            assertEquals(1, idle.size());
            assertSame(first, idle.take());
        }
    }

    @Test
    void thereAreAsManyAsRanAtOnceWithinALimit() {
        for (int round = 0; round < 3; round++) {
            List<SessionRunner> taken = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                taken.add(run(idle.take()));
            }
            assertEquals(0, idle.size());
            taken.forEach(idle::giveBack);
            assertEquals(5, idle.size());
        }
        List<SessionRunner> taken = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            taken.add(run(idle.take()));
        }
        taken.forEach(idle::giveBack);
        assertTrue(idle.size() < 10_000);
        assertTrue(idle.size() >= 5);
    }

    @Test
    void oneThatIsNotGivenBackIsGone() {
        SessionRunner failed = idle.take();
        assertEquals(0, idle.size());
        assertNotSame(failed, idle.take());
    }
}
