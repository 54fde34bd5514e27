package io.github.cornu.session;

import io.github.cornu.ModelException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one call at a time use what is not made for several at once, and refuses the others, whether another thread makes
 * them or the first call itself. What a call has written is seen by the next one, in any thread.
 */
public final class Guard {
    private final String what;
    private final String advice;
    private final AtomicInteger calls = new AtomicInteger();
    /** Who has it, for messages; a number, since to store an object here would cost the garbage collector something. */
    private long user;

    /**
     * @param what is guarded, for messages
     * @param advice what to do instead
     */
    public Guard(String what, String advice) {
        this.what = what;
        this.advice = advice;
    }

    /**
     * Begins a call; {@link #exit} must follow, whatever is thrown.
     *
     * @throws ModelException if there is one already
     */
    public void enter() {
        if (!calls.compareAndSet(0, 1)) {
            throw refusal();
        }
        user = Thread.currentThread().getId();
    }

    /** Ends a call. */
    public void exit() {
        user = 0;
        calls.setRelease(0);
    }

    private ModelException refusal() {
        boolean inside = user == Thread.currentThread().getId();
        return new ModelException(what
                + (inside ? " is called by a function in Java that it is just running" : " is in use by another thread")
                + "; " + advice);
    }
}
