package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Model;
import io.github.cornu.OnNewModel;
import io.github.cornu.Session;
import io.github.cornu.StreamPool;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The states in a savepoint are read by Flink's State Processor API. */
class SavepointReaderTest {
    private static final int MACHINES = 20;

    @TempDir
    Path folder;

    /** Reads the row of each machine. */
    private static final class Rows extends KeyedStateReaderFunction<Integer, Tuple2<Integer, byte[]>> {
        private final ModelRef ref;
        private transient ValueState<byte[]> rows;

        Rows(ModelRef ref) {
            this.ref = ref;
        }

        @Override
        public void open(OpenContext context) {
            rows = getRuntimeContext()
                    .getState(CornuFlink.rows(ref.load().newPool().rowLayout(), OnNewModel.refuse()));
        }

        @Override
        public void readKey(Integer key, Context context, Collector<Tuple2<Integer, byte[]>> out) throws Exception {
            out.collect(Tuple2.of(key, rows.value()));
        }
    }

    @Test
    @Timeout(60)
    void rowsOfASavepointAreStatesOfStreams() throws Exception {
        ModelRef ref = Models.lstm(folder, 5, 1);
        String savepoint = savepoint(ref);
        Map<Integer, byte[]> rows = new HashMap<>();
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        TypeInformation<Tuple2<Integer, byte[]>> type = TypeInformation.of(new TypeHint<>() {});
        try (CloseableIterator<Tuple2<Integer, byte[]>> read = SavepointReader.read(
                        environment, savepoint, new HashMapStateBackend())
                .readKeyedState(OperatorIdentifier.forUid("risk"), new Rows(ref), Types.INT, type)
                .executeAndCollect()) {
            read.forEachRemaining(row -> rows.put(row.f0, row.f1));
        }
        assertEquals(MACHINES, rows.size());
        Model model = ref.load();
        StreamPool pool = model.newPool();
        rows.forEach((machine, row) -> {
            int stream = pool.add();
            pool.readRow(stream, ByteBuffer.wrap(row));
            Session alone = model.newSession().stream();
            for (int number = 0; number < 2; number++) {
                Event event = Event.of(machine, number);
                alone.run(Tensor.of(new float[] {event.a, event.b, event.c}, 1, 1, 3));
            }
            assertEquals(alone.state(), pool.state(stream));
        });
    }

    /** Of a job that has seen two readings of each machine, and then waits for more. */
    private String savepoint(ModelRef ref) throws Exception {
        Collected.clear();
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        environment.setParallelism(1);
        Collected.all(CornuFlink.on(
                        JobsTest.generated(
                                        environment,
                                        index -> Event.of((int) (index % MACHINES), (int) (index / MACHINES)),
                                        1_000_000,
                                        100,
                                        Event.class)
                                .filter(event -> event.number < 2)
                                .keyBy(event -> event.machine),
                        ref)
                .input((event, row) -> row.put(event.a, event.b, event.c))
                .output(Score::of)
                .maxDelay(Duration.ofMillis(1))
                .scores()
                .uid("risk"));
        JobClient job = environment.executeAsync();
        while (Collected.RISKS.size() < 2 * MACHINES) {
            Thread.onSpinWait();
        }
        return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
    }
}
