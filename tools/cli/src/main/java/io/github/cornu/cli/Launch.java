package io.github.cornu.cli;

import java.lang.reflect.InvocationTargetException;

/**
 * Starts the command. The Vector API is in a module that the JVM resolves only when it is asked to; asking from inside
 * spares the user a flag, and the warning that goes with it. The manifest opens the package that this needs. Where it
 * does not work, Cornu runs on its scalar kernels.
 */
public final class Launch {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String LOG_PROVIDER = "slf4j.provider";

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
        // Named, since looking for the logger that jhdf asks for takes longer than loading a small model.
        System.getProperties().putIfAbsent(LOG_PROVIDER, "org.slf4j.nop.NOPServiceProvider");
        System.exit(Cornu.run(args));
    }
}
