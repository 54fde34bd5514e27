package io.github.cornu.importer.unloading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ConvertOptions;
import io.github.cornu.importer.KerasModels;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application server loads the library and drops it again, as often as it likes: nothing stays. */
class UnloadingTest {
    private static final Path MODEL = Path.of("../testdata/states/gru/model.h5");
    private static final int ROUNDS = Integer.getInteger("cornu.loads", 60);
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long WARMING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @TempDir
    Path folder;

    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    private final ReferenceQueue<ClassLoader> unloaded = new ReferenceQueue<>();
    private int garbage;
    private final List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
    private final Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    private final Set<Thread> before = threads();

    @BeforeEach
    void watchThreads() {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
    }

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(usual);
    }

    private static URL[] classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(name -> System.getProperty(name, ""))
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(UnloadingTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    /** Threads of the library, whichever loader has loaded it. */
    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("cornu-"));
        return threads;
    }

    /** The class loader is closed while the library still warms up, if it does. */
    private void useAndDrop(Path model, int threads, long nanos) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            loaders.add(new WeakReference<>(loader, unloaded));
            Class<?> user = loader.loadClass(LibraryUser.class.getName());
            assertNotEquals(LibraryUser.class, user);
            user.getMethod("use", Path.class, Path.class, int.class, long.class)
                    .invoke(null, model, folder.resolve("s.h5"), threads, nanos);
        }
    }

    /** Waits until all loaders are garbage but one: the JDK keeps the last type of a record that it has compared. */
    private void awaitUnloading() throws InterruptedException {
        long start = System.nanoTime();
        while (garbage < loaders.size() - 1 && System.nanoTime() - start < DEADLINE_NANOS) {
            System.gc();
            while (unloaded.remove(50) != null) {
                garbage++;
            }
        }
        assertTrue(garbage >= loaders.size() - 1, garbage + " of " + loaders.size() + " class loaders are garbage");
    }

    private void awaitThreads() throws InterruptedException {
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(TimeUnit.NANOSECONDS.toMillis(DEADLINE_NANOS));
        }
        left.removeIf(thread -> !thread.isAlive());
        assertEquals(Set.of(), left);
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }

    @Test
    void nothingStays() throws Exception {
        Path cornu = folder.resolve("m.cornu");
        KerasModels.convert(MODEL, cornu, ConvertOptions.defaults());
        long early = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (round == ROUNDS / 4) {
                awaitUnloading();
                early = metaspace();
            }
            useAndDrop(round % 10 == 0 ? MODEL : cornu, 1 + round % 2, round % 20 < 2 ? WARMING_NANOS : 0);
        }
        awaitUnloading();
        awaitThreads();
        long late = metaspace();
        assertTrue(late < early + (2 << 20), "metaspace grew from " + early + " to " + late + " bytes");
        assertEquals(List.of(), uncaught);
    }

    /** In a class loader of its own, since it is said once only. */
    @Test
    void moreThreadsThanCoresAreNotStarted() throws Exception {
        List<String> warnings = Collections.synchronizedList(new ArrayList<>());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord message) {
                warnings.add(message.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        int cores = Runtime.getRuntime().availableProcessors();
        Logger logger = Logger.getLogger("io.github.cornu");
        logger.addHandler(handler);
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> user = loader.loadClass(LibraryUser.class.getName());
            for (int i = 0; i < 2; i++) {
                user.getMethod("use", Path.class, Path.class, int.class, long.class)
                        .invoke(null, MODEL, folder.resolve("s.h5"), cores + 300, 0);
            }
            Set<Thread> started = threads();
            started.removeAll(before);
            started.removeIf(thread -> !thread.getName().startsWith("cornu-worker-"));
            assertEquals(cores - 1, started.size());
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals(
                List.of("Asked for " + (cores + 300) + " threads, Cornu takes " + cores
                        + ", as many as there are cores"),
                warnings.stream().filter(text -> text.contains("threads")).toList());
    }
}
