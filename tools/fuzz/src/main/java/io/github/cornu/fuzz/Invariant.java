package io.github.cornu.fuzz;

import io.github.cornu.CompileOptions;
import io.github.cornu.KernelChoice;
import io.github.cornu.ModelException;

/**
 * What must hold for any bytes: they give a model or a {@link ModelException} of one line, without filling the memory.
 * How long it may take is up to the fuzzer.
 */
final class Invariant {
    static final CompileOptions OPTIONS = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);

    private Invariant() {}

    /**
     * Loads a model.
     *
     * @return the message of why it cannot be loaded, or null
     * @throws AssertionError if it is not said in one line, or the memory was full
     */
    static String check(Runnable load) {
        try {
            load.run();
            return null;
        } catch (ModelException e) {
            String message = e.getMessage();
            if (message == null || message.indexOf('\n') >= 0) {
                throw new AssertionError("this is not one line: " + message, e);
            }
            if (message.contains("in a way that is not known") || e.problem().equals("null")) {
                throw new AssertionError("this says nothing: " + message, e);
            }
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof OutOfMemoryError) {
                    throw new AssertionError("the memory was full: " + message, cause);
                }
            }
            return message;
        }
    }
}
