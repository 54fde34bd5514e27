package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasLoader;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.ModelRef;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same jar is submitted many times to one cluster, which unloads the classes of each job when it has ended. */
class SubmissionsTest {
    private static final int JOBS = 20;
    private static final int EVENTS = 500;
    /** A system property, so that classes of all loaders find it: the loaders of the jobs. */
    private static final String LOADERS = "cornu.test.loaders";

    @TempDir
    Path folder;

    /** A jar with Cornu and the job in it, as a build that shades all makes one. */
    private Path jar() throws IOException, URISyntaxException {
        Path jar = folder.resolve("job.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Class<?> of : List.of(Model.class, KerasModels.class, CornuFlink.class, SubmissionsTest.class)) {
                addAll(
                        Path.of(of.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()),
                        out);
            }
        }
        return jar;
    }

    /** The classes of a folder or, where the module was packed before, of its jar. */
    private static void addAll(Path classes, JarOutputStream out) throws IOException {
        if (Files.isDirectory(classes)) {
            addFolder(classes, out);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(classes)) {
            addFolder(jar.getPath("/"), out);
        }
    }

    private static void addFolder(Path classes, JarOutputStream out) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!name.equals("module-info.class")) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<WeakReference<ClassLoader>> loaders() {
        return (List<WeakReference<ClassLoader>>) System.getProperties().get(LOADERS);
    }

    /** Called by each subtask, in the class loader of its job. */
    private static KerasLoader loader() {
        ClassLoader loader = KerasModels.class.getClassLoader();
        if (loader == ClassLoader.getSystemClassLoader()) {
            throw new IllegalStateException("Cornu is not loaded from the jar of the job");
        }
        loaders().add(new WeakReference<>(loader));
        return KerasModels.loader();
    }

    private static JobGraph job(ModelRef model, Path jar) {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(2);
        var events = JobsTest.generated(
                        environment, i -> Event.of((int) (i % 50), (int) (i / 50)), EVENTS, 1_000_000, Event.class)
                .keyBy(event -> event.machine);
        CornuFlink.on(events, model)
                .input((event, row) -> row.put(event.a, event.b, event.c))
                .loader(SubmissionsTest::loader)
                .scores()
                .uid("risk")
                .sinkTo(new DiscardingSink<>());
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        graph.addJar(new org.apache.flink.core.fs.Path(jar.toUri()));
        return graph;
    }

    @Test
    @Timeout(300)
    void nothingStaysOfAJobThatHasEnded() throws Exception {
        System.getProperties().put(LOADERS, new CopyOnWriteArrayList<WeakReference<ClassLoader>>());
        Configuration configuration = new Configuration();
        configuration.setString("rest.bind-port", "0");
        MiniClusterConfiguration one = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build();
        try (MiniCluster cluster = new MiniCluster(one)) {
            cluster.start();
            ModelRef model = Models.lstm(folder, 5, 1);
            Path jar = jar();
            for (int i = 0; i < JOBS; i++) {
                cluster.executeJobBlocking(job(model, jar));
            }
            assertUnloaded();
        } finally {
            System.getProperties().remove(LOADERS);
        }
    }

    /** All but one: the JDK keeps the last type of a record that it has compared. */
    private static void assertUnloaded() throws InterruptedException {
        List<WeakReference<ClassLoader>> all = loaders();
        assertEquals(2 * JOBS, all.size());
        JobUnloadingTest.awaitWarmUp();
        for (int i = 0; i < 50 && alive(all) > 0; i++) {
            System.gc();
        }
        assertTrue(alive(all) <= 1, () -> alive(all) + " of " + JOBS + " jobs are still there");
    }

    private static long alive(List<WeakReference<ClassLoader>> all) {
        return all.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }
}
