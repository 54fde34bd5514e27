package io.github.cornu.pool;

import io.github.cornu.ModelException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The handles of a pool, and who has which at the moment; 4 bytes each. A handle is the number of a place and, in 7
 * bits above it, how often that place has been given away. Safe for all threads; what a thread has written before it
 * lets a handle go is seen by the one that claims it next.
 */
public final class PoolHandles {
    private static final int PLACE_BITS = 24;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final int GENERATION = 1 << PLACE_BITS;
    /** Of an entry: a stream is there. Then the other bits are those of the handle, with these for the place: */
    private static final int PRESENT = 1 << 31;

    private static final int IDLE = 0;
    private static final int CLAIMED = 1;
    /** Of a free place: the bits of the place are the next free one, or this. */
    private static final int NONE = PLACE_MASK;

    private static final int PAGE_BITS = 12;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(int[].class);

    private volatile int[][] pages = {};
    private volatile int size;
    /** Places that have ever been given away. */
    private int places;
    /** The free place to be given away next, and the one freed last, which has to wait longest. */
    private int first = NONE;

    private int last = NONE;

    /** The number of a handle's row in the {@link PoolPages}. */
    public static int place(int handle) {
        return handle & PLACE_MASK;
    }

    public int size() {
        return size;
    }

    /**
     * A new handle, claimed by the caller.
     *
     * @throws ModelException if there are too many
     */
    public synchronized int add() {
        int place = first;
        int generation = 0;
        if (place == NONE) {
            if (places == NONE) {
                throw new ModelException("the pool is full: it holds " + places + " streams");
            }
            place = places;
            makeRoom(place);
            places++;
        } else {
            int entry = entry(place);
            generation = entry & ~PLACE_MASK;
            first = entry & PLACE_MASK;
            last = first == NONE ? NONE : last;
        }
        set(place, PRESENT | generation | CLAIMED);
        size = size + 1;
        return generation | place;
    }

    /** The handles of all streams, in the order of their places. */
    public synchronized int[] all() {
        int[] handles = new int[size];
        int count = 0;
        for (int place = 0; place < places; place++) {
            int entry = entry(place);
            if ((entry & PRESENT) != 0) {
                handles[count++] = entry & ~PRESENT & ~PLACE_MASK | place;
            }
        }
        return handles;
    }

    /** Others with the same handles, all of them idle. */
    public synchronized PoolHandles copy() {
        PoolHandles copy = new PoolHandles();
        for (int place = 0; place < places; place++) {
            copy.makeRoom(place);
            int entry = entry(place);
            copy.set(place, (entry & PRESENT) == 0 ? entry : entry & ~PLACE_MASK | IDLE);
        }
        copy.places = places;
        copy.size = size;
        copy.first = first;
        copy.last = last;
        return copy;
    }

    /** Takes a claimed handle back for good. */
    public synchronized void remove(int handle) {
        int place = place(handle);
        int generation = (handle + GENERATION) & ~PLACE_MASK & ~PRESENT;
        set(place, generation | NONE);
        if (last == NONE) {
            first = place;
        } else {
            set(last, entry(last) & ~PLACE_MASK | place);
        }
        last = place;
        size = size - 1;
    }

    /**
     * Claims some of the handles for the calling thread.
     *
     * @throws ModelException if one is unknown, claimed already, or there twice; none of them is claimed then
     */
    public void claim(int[] handles, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!claimed(handles[i])) {
                String problem = problem(handles, from, i);
                release(handles, from, i);
                throw new ModelException(problem);
            }
        }
    }

    /**
     * Claims a handle for the calling thread.
     *
     * @throws ModelException if it is unknown, or claimed already
     */
    public void claim(int handle) {
        if (!claimed(handle)) {
            throw new ModelException(problem(new int[] {handle}, 0, 0));
        }
    }

    private boolean claimed(int handle) {
        int[] page = page(handle);
        int idle = idle(handle);
        return page != null && ENTRY.compareAndSet(page, place(handle) & PAGE_MASK, idle, idle | CLAIMED);
    }

    private String problem(int[] handles, int from, int index) {
        int handle = handles[index];
        for (int i = from; i < index; i++) {
            if (handles[i] == handle) {
                return "the stream " + handle + " is given twice";
            }
        }
        int[] page = page(handle);
        // The other thread may have let it go in the meantime.
        if (page != null && ((int) ENTRY.getAcquire(page, place(handle) & PAGE_MASK) & ~CLAIMED) == idle(handle)) {
            return "the stream " + handle + " is in use by another thread";
        }
        return "the pool has no stream " + handle;
    }

    /** Lets claimed handles go. */
    public void release(int[] handles, int from, int to) {
        for (int i = from; i < to; i++) {
            release(handles[i]);
        }
    }

    /** Lets a claimed handle go. */
    public void release(int handle) {
        set(place(handle), idle(handle));
    }

    private static int idle(int handle) {
        return PRESENT | handle & ~PLACE_MASK | IDLE;
    }

    /** The page of a handle's entry, or null if there is no such place. */
    private int[] page(int handle) {
        int index = place(handle) >>> PAGE_BITS;
        int[][] known = pages;
        return handle < 0 || index >= known.length ? null : known[index];
    }

    private int entry(int place) {
        return (int) ENTRY.getAcquire(pages[place >>> PAGE_BITS], place & PAGE_MASK);
    }

    private void set(int place, int entry) {
        ENTRY.setRelease(pages[place >>> PAGE_BITS], place & PAGE_MASK, entry);
    }

    private void makeRoom(int place) {
        int index = place >>> PAGE_BITS;
        int[][] known = pages;
        if (index >= known.length) {
            known = Arrays.copyOf(known, Math.max(8, 2 * known.length));
        }
        if (known[index] == null) {
            known[index] = new int[PAGE_MASK + 1];
        }
        pages = known;
    }
}
