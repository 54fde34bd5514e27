package io.github.cornu.cli;

import java.lang.management.ManagementFactory;

/** How many bytes this thread has allocated, where the JVM tells. */
final class Allocation {
    /** What {@link #bytes} gives where it does not. */
    static final long UNKNOWN = -1;

    private Allocation() {}

    static long bytes() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
                        && bean.isThreadAllocatedMemorySupported()
                ? bean.getThreadAllocatedBytes(Thread.currentThread().getId())
                : UNKNOWN;
    }
}
