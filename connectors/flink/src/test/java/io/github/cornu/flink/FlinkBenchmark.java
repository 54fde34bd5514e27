package io.github.cornu.flink;

import com.sun.management.OperatingSystemMXBean;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.StreamPool;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * CPU time an event on a cluster in this JVM, of the whole process: without a state, without a model, with a state for
 * each key that is stepped one by one, with this connector, with it where no event finds its key hot, and of the pool
 * alone. {@code tools/bench/flink} runs it.
 */
public final class FlinkBenchmark {
    private static final int KEYS = 100_000;
    private static final int BATCH = 256;

    private static final String[] VARIANTS = {
        "no state", "no model", "one by one", "cornu-flink", "cornu-flink, cold keys"
    };

    private FlinkBenchmark() {}

    /** A keyed state without a model. */
    private static final class Floor extends KeyedProcessFunction<Integer, Event, Score> {
        private transient ValueState<byte[]> state;
        private final int bytes;

        Floor(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext().getState(new ValueStateDescriptor<>("row", byte[].class));
        }

        @Override
        public void processElement(Event event, Context context, Collector<Score> out) throws Exception {
            byte[] old = state.value();
            byte[] row = old == null ? new byte[bytes] : old.clone();
            row[event.number % bytes]++;
            state.update(row);
            out.collect(new Score(event.machine, event.number, row[0] + event.a));
        }
    }

    /** What one writes without a pool: restore, step, store. */
    private static final class OneByOne extends KeyedProcessFunction<Integer, Event, Score> {
        private final ModelRef ref;
        private transient ValueState<byte[]> state;
        private transient Session session;
        private transient State zeros;
        private transient Tensor x;
        private transient Tensor y;

        OneByOne(ModelRef ref) {
            this.ref = ref;
        }

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext().getState(new ValueStateDescriptor<>("row", byte[].class));
            session = ref.load().newSession().stream();
            x = Tensor.zeros(1, 1, 3);
            y = Tensor.zeros(1, 1);
            session.step(x, y);
            zeros = session.state().zeros(1);
        }

        @Override
        public void processElement(Event event, Context context, Collector<Score> out) throws Exception {
            byte[] old = state.value();
            session.restore(old == null ? zeros : State.fromBytes(old));
            x.data()[0] = event.a;
            x.data()[1] = event.b;
            x.data()[2] = event.c;
            session.step(x, y);
            state.update(session.state().toBytes());
            out.collect(new Score(event.machine, event.number, y.data()[0]));
        }
    }

    private static StreamExecutionEnvironment environment(String backend, Path folder) {
        Configuration configuration = new Configuration();
        configuration.setString("state.backend.type", backend);
        configuration.setString("execution.checkpointing.incremental", "true");
        configuration.setString("execution.checkpointing.dir", folder.toUri().toString());
        configuration.setString("taskmanager.memory.managed.size", "512m");
        configuration.setString("execution.checkpointing.interval", "1 s");
        configuration.setString("metrics.reporter.barriers.factory.class", BarrierReporter.Factory.class.getName());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        return environment;
    }

    private static KeyedStream<Event, Integer> events(StreamExecutionEnvironment environment, long count) {
        return environment
                .fromSource(
                        new DataGeneratorSource<>(
                                index -> Event.of((int) (index % KEYS), (int) (index / KEYS)),
                                count,
                                Types.POJO(Event.class)),
                        WatermarkStrategy.noWatermarks(),
                        "events")
                .keyBy(event -> event.machine);
    }

    private static DataStream<Score> program(
            String variant, KeyedStream<Event, Integer> events, ModelRef ref, int bytes) {
        return switch (variant) {
            case "no state" -> events.map(event -> new Score(event.machine, event.number, event.a));
            case "no model" -> events.process(new Floor(bytes));
            case "one by one" -> events.process(new OneByOne(ref));
            default ->
                CornuFlink.on(events, ref)
                        .input((event, row) -> row.put(event.a).put(event.b).put(event.c))
                        .output(Score::of)
                        .maxBatch(BATCH)
                        .maxDelay(Duration.ofMillis(20))
                        .hotKeys(variant.endsWith("cold keys") ? KEYS / 10 : KEYS)
                        .scores();
        };
    }

    /** In microseconds an event. */
    private static double flink(String variant, String backend, ModelRef ref, Path folder, long count)
            throws Exception {
        int bytes = ref.load().newPool().rowBytes();
        StreamExecutionEnvironment environment = environment(backend, folder);
        program(variant, events(environment, count), ref, bytes).sinkTo(new DiscardingSink<>());
        long start = cpuNanos();
        environment.execute();
        return (cpuNanos() - start) / 1e3 / count;
    }

    private static double pool(ModelRef ref, long count) {
        StreamPool pool = ref.load().newPool();
        int[] all = new int[KEYS];
        for (int i = 0; i < KEYS; i++) {
            all[i] = pool.add();
        }
        int[] streams = new int[BATCH];
        Tensor x = Tensor.zeros(BATCH, 1, 3);
        Tensor y = Tensor.zeros(BATCH, 1);
        long start = cpuNanos();
        for (long index = 0; index < count; index += BATCH) {
            for (int i = 0; i < BATCH; i++) {
                Event event = Event.of((int) ((index + i) % KEYS), (int) ((index + i) / KEYS));
                streams[i] = all[event.machine];
                x.data()[3 * i] = event.a;
                x.data()[3 * i + 1] = event.b;
                x.data()[3 * i + 2] = event.c;
            }
            pool.step(streams, x, y);
        }
        return (cpuNanos() - start) / 1e3 / count;
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** @param arguments events of a run, in millions */
    public static void main(String[] arguments) throws Exception {
        long count = (long) (Double.parseDouble(arguments[0]) * 1e6);
        Path folder = Files.createTempDirectory("flink");
        System.out.println("| model | state backend | program | CPU us an event | of the time before barriers |");
        System.out.println("|---|---|---|---|---|");
        for (int units : new int[] {32, 128}) {
            ModelRef ref = Models.lstm(folder, units, 1);
            pool(ref, count / 2);
            print(units, "none", "pool alone", pool(ref, count), "");
            for (String backend : new String[] {"hashmap", "rocksdb"}) {
                for (String variant : VARIANTS) {
                    flink(variant, backend, ref, folder, count / 2);
                    BarrierReporter.writeBack = null;
                    long start = System.nanoTime();
                    double micros = flink(variant, backend, ref, folder, count);
                    print(units, backend, variant, micros, barriers(System.nanoTime() - start));
                }
            }
        }
    }

    private static String barriers(long nanos) {
        Histogram times = BarrierReporter.writeBack;
        if (times == null) {
            return "";
        }
        double micros = times.getStatistics().getMean() * times.getCount();
        return String.format(Locale.ROOT, "%.1f %% in %d checkpoints", 1e5 * micros / nanos, times.getCount());
    }

    private static void print(int units, String backend, String variant, double micros, String barriers) {
        System.out.printf(
                Locale.ROOT, "| LSTM(%d) | %s | %s | %.2f | %s |%n", units, backend, variant, micros, barriers);
    }
}
