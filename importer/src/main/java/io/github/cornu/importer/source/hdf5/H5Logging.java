package io.github.cornu.importer.source.hdf5;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/** SLF4J, to which jhdf logs. */
final class H5Logging {
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private static boolean started;

    private H5Logging() {}

    /**
     * Lets SLF4J start without its complaint, on the standard error, where no logging is set up: users of Cornu did not
     * ask for it, and nobody needs what jhdf would log.
     */
    static synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        try {
            if (System.getProperty(VERBOSITY) == null && System.getProperty("slf4j.provider") == null && !isSetUp()) {
                startQuietly();
            }
        } catch (LinkageError | ServiceConfigurationError | SecurityException e) {
            // An older SLF4J, or a provider that does not load: SLF4J tells it in its own way.
        }
    }

    private static boolean isSetUp() {
        ClassLoader loader = LoggerFactory.class.getClassLoader();
        return ServiceLoader.load(SLF4JServiceProvider.class, loader).stream()
                .findAny()
                .isPresent();
    }

    private static void startQuietly() {
        System.setProperty(VERBOSITY, "ERROR");
        try {
            LoggerFactory.getILoggerFactory();
        } finally {
            System.clearProperty(VERBOSITY);
        }
    }
}
