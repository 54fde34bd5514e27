package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.OnNewModel;
import io.github.cornu.importer.ModelRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs on a cluster in this JVM: their results are those of one pool, whatever happens to the cluster. */
class JobsTest {
    private static final int MACHINES = 500;
    private static final int READINGS = 60;
    private static final int MANAGERS = 4;
    /** Of one replay. */
    private static final int KEPT = 8;

    private static final AtomicBoolean UPDATED = new AtomicBoolean();

    @TempDir
    static Path folder;

    private static MiniCluster cluster;
    /** The number of the first one that runs. */
    private static int firstManager;

    private static ModelRef model;
    private static ModelRef retrained;

    @BeforeAll
    static void start() throws Exception {
        model = Models.lstm(folder, 5, 1);
        retrained = Models.lstm(folder, 7, 2);
        Configuration configuration = new Configuration();
        configuration.setString("rest.bind-port", "0");
        configuration.setString("heartbeat.interval", "500");
        configuration.setString("heartbeat.timeout", "20000");
        configuration.setString(
                "execution.checkpointing.savepoint-dir",
                folder.resolve("savepoints").toUri().toString());
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(MANAGERS)
                .setNumSlotsPerTaskManager(1)
                .build());
        cluster.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @BeforeEach
    void clear() {
        Collected.clear();
        UPDATED.set(false);
    }

    private static StreamExecutionEnvironment environment(String backend, int parallelism) {
        Configuration configuration = new Configuration();
        configuration.setString("state.backend.type", backend);
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.attempts", "20");
        configuration.setString("restart-strategy.fixed-delay.delay", "10 ms");
        configuration.setString(
                "execution.checkpointing.dir",
                folder.resolve("checkpoints").toUri().toString());
        configuration.setString("execution.checkpointing.interval", "100 ms");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    static <T> DataStream<T> generated(
            StreamExecutionEnvironment environment,
            GeneratorFunction<Long, T> make,
            long count,
            int aSecond,
            Class<T> type) {
        DataGeneratorSource<T> source = new DataGeneratorSource<>(
                make,
                count,
                RateLimiterStrategy.perSecond(aSecond),
                org.apache.flink.api.common.typeinfo.TypeInformation.of(type));
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), type.getSimpleName())
                .setParallelism(1)
                .uid(type.getSimpleName());
    }

    /** All readings of all machines in turn. */
    private static KeyedStream<Event, Integer> events(StreamExecutionEnvironment environment, int aSecond) {
        return generated(
                        environment,
                        index -> Event.of((int) (index % MACHINES), (int) (index / MACHINES)),
                        (long) MACHINES * READINGS,
                        aSecond,
                        Event.class)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Event>forMonotonousTimestamps()
                        .withTimestampAssigner((event, time) -> event.number))
                .keyBy(event -> event.machine);
    }

    private static CornuFlink<Event, Integer, Score> program(KeyedStream<Event, Integer> events, ModelRef ref) {
        return CornuFlink.on(events, ref)
                .input((event, row) -> row.put(event.a, event.b, event.c))
                .output(Score::of)
                .maxBatch(64)
                .maxDelay(Duration.ofMillis(2))
                .hotKeys(150);
    }

    private static JobID submit(StreamExecutionEnvironment environment, String savepoint) throws Exception {
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        if (savepoint != null) {
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        }
        cluster.submitJob(graph).get();
        return graph.getJobID();
    }

    private static void awaitEnd(JobID job) throws Exception {
        cluster.requestJobResult(job).get().toJobExecutionResult(JobsTest.class.getClassLoader());
    }

    private static void awaitResults(JobID job, int results) throws Exception {
        while (Collected.RISKS.size() < results) {
            Thread.onSpinWait();
            if (cluster.getJobStatus(job).get().isGloballyTerminalState()) {
                awaitEnd(job);
            }
        }
    }

    /** Waits for a checkpoint of a job that runs, after so many results. */
    private static void checkpointAfter(JobID job, int results) throws Exception {
        awaitResults(job, results);
        for (int tries = 0; ; tries++) {
            try {
                cluster.triggerCheckpoint(job).get();
                return;
            } catch (Exception e) {
                // Not all tasks may run yet.
                if (tries > 10_000) {
                    throw e;
                }
            }
        }
    }

    /** Kills all task managers, and starts others. */
    private static void killAll() throws Exception {
        for (int i = 0; i < MANAGERS; i++) {
            cluster.terminateTaskManager(firstManager + i).get();
        }
        firstManager += MANAGERS;
        for (int i = 0; i < MANAGERS; i++) {
            cluster.startTaskManager();
        }
    }

    private static void assertOfOnePool() {
        assertEquals(Collected.expected(model, MACHINES, READINGS), Collected.RISKS);
        assertEquals(0, Collected.CHANGED.get());
    }

    @Timeout(60)
    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb", "hashmap unaligned"})
    void taskManagersAreKilledInTheMiddle(String backend) throws Exception {
        StreamExecutionEnvironment environment = environment(backend.split(" ")[0], 2);
        if (backend.endsWith("unaligned")) {
            environment.getCheckpointConfig().enableUnalignedCheckpoints();
        }
        Collected.all(program(events(environment, 15_000), model).scores().uid("risk"));
        JobID job = submit(environment, null);
        for (int kill = 0; kill < 2; kill++) {
            checkpointAfter(job, 3000 + 9000 * kill);
            // Some that the last checkpoint does not have, and that come again.
            awaitResults(job, Collected.RISKS.size() + 300);
            killAll();
        }
        awaitEnd(job);
        assertOfOnePool();
        assertTrue(Collected.REPEATED.get() > 0);
    }

    @Timeout(60)
    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void aSavepointGoesOnWithAnotherParallelism(String backend) throws Exception {
        String savepoint = null;
        int[] parallelism = {2, 3, 1};
        for (int run = 0; run < parallelism.length; run++) {
            StreamExecutionEnvironment environment = environment(backend, parallelism[run]);
            Collected.all(program(events(environment, 15_000), model).scores().uid("risk"));
            JobID job = submit(environment, savepoint);
            if (run == parallelism.length - 1) {
                awaitEnd(job);
            } else {
                checkpointAfter(job, 6000 * (run + 1));
                String folderOfSavepoints = folder.resolve("savepoints").toUri().toString();
                savepoint = cluster.stopWithSavepoint(job, folderOfSavepoints, false, SavepointFormatType.CANONICAL)
                        .get();
                awaitEnd(job);
            }
        }
        assertOfOnePool();
    }

    @Test
    @Timeout(60)
    void aModelIsSwappedWhileTaskManagersAreKilled() throws Exception {
        StreamExecutionEnvironment environment = environment("hashmap", 2);
        ModelUpdate update = new ModelUpdate("2", retrained);
        DataStream<ModelUpdate> updates = generated(environment, index -> index, 1000, 400, Long.class)
                .filter(tick -> UPDATED.get())
                .map(tick -> update);
        CornuFlink<Event, Integer, Score> program = program(events(environment, 12_000), model);
        // README
        SingleOutputStreamOperator<Score> scores =
                program.models(updates, OnNewModel.replay(KEPT)).scores().uid("risk");
        // README
        Collected.all(scores);
        JobID job = submit(environment, null);
        checkpointAfter(job, 5000);
        UPDATED.set(true);
        killAll();
        checkpointAfter(job, 15_000);
        killAll();
        awaitEnd(job);
        assertEquals(MACHINES * READINGS, Collected.RISKS.size());
        int moved = 0;
        for (int machine = 0; machine < MACHINES; machine++) {
            moved += assertMovedOnce(machine);
        }
        assertEquals(MACHINES, moved);
    }

    /** Checks that a machine has the results of one model up to some reading, then those of the other one. */
    private static int assertMovedOnce(int machine) {
        List<Float> got = new ArrayList<>();
        for (int number = 0; number < READINGS; number++) {
            got.add(Collected.RISKS.get(Collected.reading(machine, number)));
        }
        List<Float> old = Models.alone(model, machine, 0, READINGS);
        int at = 0;
        while (at < READINGS && got.get(at).equals(old.get(at))) {
            at++;
        }
        if (at == READINGS) {
            return 0;
        }
        int first = Math.max(0, at - KEPT);
        assertEquals(
                Models.alone(retrained, machine, first, READINGS).subList(at - first, READINGS - first),
                got.subList(at, READINGS),
                "machine " + machine + " from " + at);
        return 1;
    }

    @Test
    @Timeout(60)
    void aBatchJobGivesTheSame() throws Exception {
        StreamExecutionEnvironment environment = environment("hashmap", 2);
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        Collected.all(program(events(environment, 1_000_000), model)
                .hotKeys(10)
                .scores()
                .uid("risk"));
        awaitEnd(submit(environment, null));
        assertOfOnePool();
        assertEquals(0, Collected.REPEATED.get());
    }

    @Test
    @Timeout(60)
    void aBatchJobTakesUpdatesBeforeAllEvents() throws Exception {
        StreamExecutionEnvironment environment = environment("hashmap", 2);
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        DataStream<ModelUpdate> updates = environment.fromData(new ModelUpdate("2", retrained));
        Collected.all(program(events(environment, 1_000_000), model)
                .hotKeys(10)
                .models(updates, OnNewModel.replay(KEPT))
                .scores()
                .uid("risk"));
        awaitEnd(submit(environment, null));
        assertEquals(Collected.expected(retrained, MACHINES, READINGS), Collected.RISKS);
        assertEquals(0, Collected.REPEATED.get());
    }
}
