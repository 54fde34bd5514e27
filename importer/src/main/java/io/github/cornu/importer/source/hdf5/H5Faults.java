package io.github.cornu.importer.source.hdf5;

import io.github.cornu.ModelException;
import java.util.function.Supplier;

/** What becomes of jhdf's exceptions. */
public final class H5Faults {
    private H5Faults() {}

    /** Runs something of jhdf, which throws all kinds of unchecked exceptions at damaged files. */
    public static <T> T guarded(String what, Supplier<T> action) {
        try {
            return action.get();
        } catch (ModelException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw new ModelException(what + " is damaged, or needs more memory than Java has here: " + reason(e), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new ModelException(what + " is damaged: " + reason(e), e);
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = root.getMessage();
        return text == null ? root.getClass().getSimpleName() : text;
    }
}
