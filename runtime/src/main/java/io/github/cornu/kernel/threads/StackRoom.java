package io.github.cornu.kernel.threads;

/**
 * Lets the stack overflow early: before something begins whose end must not fail, as when it gives back what it has
 * reserved. What ends within as many frames as are asked for has room then.
 */
public final class StackRoom {
    /** Of the smallest frames; half as many of those that are usual in the interpreter. */
    private static final int FRAMES = 100;

    private StackRoom() {}

    /**
     * Takes some kilobytes of the stack for a moment.
     *
     * @throws StackOverflowError if there are not so many
     */
    public static void require() {
        descend(FRAMES);
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
    }
}
