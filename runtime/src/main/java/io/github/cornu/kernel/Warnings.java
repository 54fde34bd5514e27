package io.github.cornu.kernel;

/** What users should know although nothing fails, by the logger {@code io.github.cornu}. */
public final class Warnings {
    private Warnings() {}

    public static void log(String text) {
        try {
            System.getLogger("io.github.cornu").log(System.Logger.Level.WARNING, text);
        } catch (LinkageError e) {
            // Android has no such loggers.
        }
    }
}
