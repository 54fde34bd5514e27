package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.KerasLoader;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomObjects;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of jobs that have ended are unloaded, while Cornu itself stays. */
class JobUnloadingTest {
    private static final int JOBS = 20;

    @TempDir
    static Path folder;

    /** Loads the classes of this package itself, as Flink does with those of a job's jar. */
    private static final class JobLoader extends ClassLoader {
        JobLoader() {
            super(JobLoader.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith("io.github.cornu.flink.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** A job of one subtask, with a loader of its own; run in the job's class loader. */
    static final class Job {
        private static final KerasLoader LOADER =
                KerasModels.loader().customObjects(CustomObjects.none().registerActivation("twice", Job::unused));

        private Job() {}

        private static Value unused(CustomCall call) {
            throw new IllegalStateException();
        }

        static void run(ModelRef model) throws Exception {
            ScoreOperator<Integer, Event, Score> operator = new ScoreOperator<>(
                    Harness.settings(model, p -> p.maxBatch(2).loader(() -> LOADER)));
            try (MockEnvironment environment = new MockEnvironmentBuilder()
                            .setUserCodeClassLoader(Job.class.getClassLoader())
                            .build();
                    KeyedOneInputStreamOperatorTestHarness<Integer, Event, Score> harness =
                            new KeyedOneInputStreamOperatorTestHarness<>(
                                    operator, event -> event.machine, Types.INT, environment)) {
                harness.open();
                for (int machine = 0; machine < 5; machine++) {
                    harness.processElement(new StreamRecord<>(Event.of(machine, 0)));
                }
                harness.prepareSnapshotPreBarrier(1);
                harness.snapshot(1, 1);
            }
        }
    }

    private static WeakReference<ClassLoader> run(ModelRef model) throws Exception {
        JobLoader loader = new JobLoader();
        Class<?> job = loader.loadClass(Job.class.getName());
        assertNotSame(Job.class, job);
        var run = job.getDeclaredMethod("run", ModelRef.class);
        run.setAccessible(true);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            run.invoke(null, model);
        } finally {
            thread.setContextClassLoader(before);
        }
        return new WeakReference<>(loader);
    }

    @Test
    void nothingHoldsTheClassesOfAJobThatHasEnded() throws Exception {
        ModelRef model = Models.lstm(folder, 5, 1);
        // What Flink's classes keep of their first use is of this job.
        Job.run(model);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            loaders.add(run(model));
        }
        awaitWarmUp();
        for (WeakReference<ClassLoader> loader : loaders) {
            for (int i = 0; i < 50 && loader.get() != null; i++) {
                System.gc();
            }
            assertNull(loader.get());
        }
    }

    /** The thread that compiles loops remembers who started it, and ends when they are compiled. */
    static void awaitWarmUp() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("cornu-warm-up")) {
                thread.join();
            }
        }
    }
}
