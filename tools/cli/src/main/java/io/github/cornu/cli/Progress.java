package io.github.cornu.cli;

import java.io.Console;
import java.io.PrintWriter;

/** One line on the terminal that tells how far long work is; nothing where there is no terminal. */
final class Progress {
    private static final long INTERVAL_NANOS = 200_000_000L;

    private final PrintWriter err;
    private final int total;
    private final boolean visible = isTerminal();
    private long last = System.nanoTime();
    private boolean shown;

    Progress(PrintWriter err, int total) {
        this.err = err;
        this.total = total;
    }

    /** From Java 22 on there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    void update(int done) {
        if (visible && System.nanoTime() - last > INTERVAL_NANOS) {
            err.printf("\r%d of %d samples", done, total);
            err.flush();
            last = System.nanoTime();
            shown = true;
        }
    }

    void clear() {
        if (shown) {
            err.print("\r" + " ".repeat(40) + "\r");
            err.flush();
        }
    }
}
