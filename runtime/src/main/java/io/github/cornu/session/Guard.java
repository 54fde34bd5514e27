package io.github.cornu.session;

import io.github.cornu.ModelException;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * Lets one call at a time use what is not made for several at once, and refuses the others, whether another thread
 * makes them or the first call itself. What a call has written is seen by the next one, in any thread.
 *
 * <pre>
 * guard.enter();
 * try {
 *     …
 * } finally {
 *     guard.user = Guard.NOBODY;
 * }
 * </pre>
 */
public final class Guard {
    public static final long NOBODY = 0;

    private static final AtomicLongFieldUpdater<Guard> USER = AtomicLongFieldUpdater.newUpdater(Guard.class, "user");

    private final String what;
    private final String advice;
    /**
     * The thread that has it. To be set to {@link #NOBODY} by each call at its end, and not by a method: where the
     * stack has overflowed there may be no room to call one.
     */
    public volatile long user;

    /**
     * @param what is guarded, for messages
     * @param advice what to do instead
     */
    public Guard(String what, String advice) {
        this.what = what;
        this.advice = advice;
    }

    /**
     * Begins a call.
     *
     * @throws ModelException if there is one already
     */
    public void enter() {
        long caller = Thread.currentThread().getId();
        if (!USER.compareAndSet(this, NOBODY, caller)) {
            boolean inside = user == caller;
            throw new ModelException(what
                    + (inside
                            ? " is called by a function in Java that it is just running"
                            : " is in use by another thread")
                    + "; " + advice);
        }
    }
}
