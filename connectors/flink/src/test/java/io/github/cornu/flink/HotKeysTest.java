package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HotKeysTest {
    private final HotKeys<Integer, Event> keys = new HotKeys<>(3);

    private Hot<Integer, Event> add(int key) {
        Hot<Integer, Event> hot = new Hot<>(key, null, key);
        keys.add(hot);
        return hot;
    }

    private static List<Integer> writtenBack(HotKeys<Integer, Event> keys) throws Exception {
        List<Integer> written = new ArrayList<>();
        keys.writeBack(hot -> written.add(hot.key));
        return written;
    }

    /** Also in a job without checkpoints, where nobody asks for the keys to be written back. */
    @Test
    void keysThatWereEvictedAreNotHeld() throws Exception {
        for (int key = 0; key < 100; key++) {
            Hot<Integer, Event> oldest = keys.surplus();
            if (oldest != null) {
                assertEquals(key - 3, oldest.key);
                keys.remove(oldest);
            }
            add(key);
        }
        assertEquals(3, keys.size());
        assertEquals(List.of(97, 98, 99), writtenBack(keys));
        assertEquals(List.of(), writtenBack(keys));
    }

    @Test
    void aKeyWhoseEventWaitsIsNotEvicted() {
        Hot<Integer, Event> first = add(1);
        add(2);
        assertNull(keys.surplus());
        add(3).waiting = true;
        assertSame(first, keys.surplus());
        first.waiting = true;
        assertNull(keys.surplus());
    }

    /** What is done at random, compared with collections of the JDK; keys collide in the table. */
    @Test
    void theOrderAndWhatHasToBeWrittenBackAreThoseOfTheEvents() throws Exception {
        Random random = new Random(1);
        HotKeys<Integer, Event> many = new HotKeys<>(200);
        Map<Integer, Hot<Integer, Event>> order = new LinkedHashMap<>(16, 0.75f, true);
        Set<Integer> dirty = new LinkedHashSet<>();
        for (int i = 0; i < 20_000; i++) {
            int key = (random.nextInt(300) << 20) * (random.nextBoolean() ? 1 : -1);
            Hot<Integer, Event> hot = many.get(key);
            assertSame(order.get(key), hot);
            if (hot == null) {
                Hot<Integer, Event> oldest = many.surplus();
                assertEquals(order.size() == 200, oldest != null);
                if (oldest != null) {
                    int first = order.keySet().iterator().next();
                    assertEquals(first, oldest.key);
                    assertEquals(dirty.remove(first), many.isOldestDirty());
                    many.remove(oldest);
                    order.remove(first);
                }
                hot = new Hot<>(key, null, i);
                many.add(hot);
                order.put(key, hot);
            } else {
                many.touch(hot);
            }
            dirty.remove(key);
            dirty.add(key);
            if (random.nextInt(500) == 0) {
                assertEquals(List.copyOf(dirty), writtenBack(many));
                dirty.clear();
                List<Integer> gone = new ArrayList<>();
                many.removeIf(one -> one.key % 3 == 0, one -> gone.add(one.key));
                gone.forEach(order::remove);
            }
            assertEquals(order.size(), many.size());
        }
    }
}
