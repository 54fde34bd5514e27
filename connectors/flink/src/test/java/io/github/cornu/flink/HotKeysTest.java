package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class HotKeysTest {
    private final HotKeys<Integer, Event> keys = new HotKeys<>(3);

    private Hot<Integer, Event> add(int key) {
        Hot<Integer, Event> hot = new Hot<>(key, null, key);
        keys.add(hot);
        keys.touch(hot);
        return hot;
    }

    /** Also in a job without checkpoints, where nobody asks for the keys to be written back. */
    @Test
    void keysThatWereEvictedAreNotHeld() {
        for (int key = 0; key < 100; key++) {
            Hot<Integer, Event> oldest = keys.surplus();
            if (oldest != null) {
                assertEquals(key - 3, oldest.key);
                keys.remove(oldest);
            }
            add(key);
        }
        assertEquals(3, keys.size());
        assertEquals(3, keys.dirty().size());
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
}
