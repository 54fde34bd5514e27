package io.github.cornu.cli;

import java.lang.reflect.InvocationTargetException;

/**
 * Starts the command. The Vector API is in a module that the JVM resolves only when it is asked to; asking from inside
 * spares the user a flag, and the warning that goes with it. The manifest opens the package that this needs. Where it
 * does not work, Cornu runs on its scalar kernels.
 */
public final class Launch {
    private static final String MODULE = "jdk.incubator.vector";

    private Launch() {}

    public static void main(String[] args) {
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, MODULE);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            if (e instanceof InvocationTargetException failed
                    && failed.getCause() instanceof VirtualMachineError fatal) {
                throw fatal;
            }
        }
        // The logger that jhdf asks for, since the search for it takes longer than many a model; and not a word about
        // it.
        System.getProperties().putIfAbsent("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
        System.getProperties().putIfAbsent("slf4j.internal.verbosity", "WARN");
        System.exit(Cornu.run(args));
    }
}
