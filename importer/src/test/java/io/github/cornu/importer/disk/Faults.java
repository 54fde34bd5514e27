package io.github.cornu.importer.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which operation on a disk goes wrong, and how. Counted are those that change it. */
public final class Faults {
    /** What is done to a disk. */
    public enum Kind {
        CREATE,
        WRITE,
        SYNC,
        MOVE,
        DELETE,
        /** Anything that changes nothing. */
        LOOK
    }

    /** What goes wrong. */
    public enum Fault {
        /** One operation fails, the next ones succeed: the disk was full for a moment. */
        ONCE,
        /** An operation fails, and all after it: the disk is read-only from there on. */
        ALWAYS,
        /** A part is written of what should be, and the number of bytes tells so: the disk is full next. */
        SHORT,
        /** An operation is the last one of the process. */
        KILLED
    }

    /** The end of the process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    interface Action<T> {
        T run() throws IOException;
    }

    private final Fault fault;
    private final int at;
    private final List<Kind> done = new ArrayList<>();
    private final Unsynced unsynced = new Unsynced();

    /** @param at which of the operations, counted from 1 */
    public Faults(Fault fault, int at) {
        this.fault = fault;
        this.at = at;
    }

    /** Whatever is counted goes well. */
    public static Faults none() {
        return new Faults(Fault.ONCE, Integer.MAX_VALUE);
    }

    /** All operations that changed something, or should have. */
    public List<Kind> done() {
        return List.copyOf(done);
    }

    public Unsynced unsynced() {
        return unsynced;
    }

    <T> T call(Kind kind, Action<T> action) throws IOException {
        return call(kind, action, () -> null);
    }

    /** @param partly what is done of it when it fails */
    <T> T call(Kind kind, Action<T> action, Action<T> partly) throws IOException {
        if (fault == Fault.KILLED && done.size() >= at) {
            throw new Killed();
        }
        if (kind == Kind.LOOK) {
            return action.run();
        }
        done.add(kind);
        if (done.size() < at || done.size() > at && fault != Fault.ALWAYS || fault == Fault.KILLED) {
            return action.run();
        }
        if (fault == Fault.SHORT) {
            return kind == Kind.WRITE ? partly.run() : action.run();
        }
        partly.run();
        throw new IOException("No space left on device");
    }
}
