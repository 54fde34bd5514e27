package io.github.cornu.faults;

/**
 * Lets an allocation fail. Classes that a {@link FailingLoader} has loaded call {@link #next} before each of theirs.
 */
public final class Allocations {
    private static Thread thread;
    private static int left;

    private Allocations() {}

    /** Lets one allocation of this thread fail, after so many others. */
    static void fail(int after) {
        thread = Thread.currentThread();
        left = after;
    }

    /** Lets none fail any more; whether one has. */
    static boolean stop() {
        thread = null;
        return left < 0;
    }

    public static void next() {
        if (thread == Thread.currentThread() && left-- == 0) {
            throw new OutOfMemoryError("one that the test has asked for");
        }
    }
}
