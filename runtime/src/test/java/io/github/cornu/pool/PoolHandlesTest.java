package io.github.cornu.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolHandlesTest {
    private final PoolHandles handles = new PoolHandles();

    private int add() {
        int handle = handles.add();
        handles.release(handle);
        return handle;
    }

    private void claim(int... some) {
        handles.claim(some, 0, some.length);
    }

    private void remove(int handle) {
        claim(handle);
        handles.remove(handle);
    }

    private String problem(int... some) {
        return assertThrows(ModelException.class, () -> claim(some)).getMessage();
    }

    @Test
    void aHandleIsClaimedOnce() {
        int one = add();
        int two = add();
        claim(one);
        assertEquals("the stream 0 is in use by another thread", problem(two, one));
        claim(two);
        handles.release(new int[] {one, two}, 0, 2);
        assertEquals("the stream 1 is given twice", problem(one, two, two));
        claim(two, one);
    }

    @Test
    void anOldHandleIsUnknownForALongTime() {
        int first = add();
        remove(first);
        for (int i = 0; i < 127; i++) {
            int next = add();
            assertEquals(PoolHandles.place(first), PoolHandles.place(next));
            assertEquals("the pool has no stream 0", problem(first));
            remove(next);
        }
        assertEquals(first, add());
    }

    @Test
    void anyHandlesOfMany() {
        Random random = new Random(1);
        List<Integer> there = new ArrayList<>();
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            if (there.isEmpty() || random.nextInt(5) < 3) {
                int handle = add();
                assertTrue(handle >= 0);
                assertTrue(places.add(PoolHandles.place(handle)));
                there.add(handle);
            } else {
                int at = random.nextInt(there.size());
                int handle = there.get(at);
                there.set(at, there.get(there.size() - 1));
                there.remove(there.size() - 1);
                remove(handle);
                assertTrue(places.remove(PoolHandles.place(handle)));
                assertFalse(problem(handle).isEmpty());
            }
            assertEquals(there.size(), handles.size());
        }
        for (int handle : there) {
            claim(handle);
        }
    }

    @Test
    void whatWasNeverGivenIsUnknown() {
        assertEquals("the pool has no stream 0", problem(0));
        add();
        for (int handle : new int[] {1, -1, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertEquals("the pool has no stream " + handle, problem(handle));
        }
    }
}
