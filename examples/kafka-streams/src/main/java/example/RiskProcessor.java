package example;

import io.github.cornu.StreamPool;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.tensor.Tensor;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

// README
/**
 * One stream of the model for each machine, whose state is in a store of Kafka Streams. It steps one reading after
 * another: a commit may come between any two records, and nothing tells a processor of it before, so that what it kept
 * back to step as one batch would be missing in the store.
 */
final class RiskProcessor implements Processor<String, String, String, Float> {
    static final String STORE = "streams";

    private final ModelRef ref;
    private ProcessorContext<String, Float> context;
    private KeyValueStore<String, byte[]> rows;
    private StreamPool pool;
    private int[] stream; // one, for whichever machine comes

    RiskProcessor(ModelRef ref) {
        this.ref = ref;
    }

    @Override
    public void init(ProcessorContext<String, Float> context) {
        this.context = context;
        rows = context.getStateStore(STORE);
        pool = ref.load().newPool(); // the tasks of this JVM share one model
        stream = new int[] {pool.add()};
    }

    @Override
    public void process(Record<String, String> reading) {
        byte[] row = rows.get(reading.key());
        if (row == null) {
            pool.reset(stream);
        } else {
            pool.readRow(stream[0], ByteBuffer.wrap(row));
        }
        Tensor y = Tensor.zeros(1, 1);
        pool.step(stream, Tensor.of(Readings.numbers(reading.value()), 1, 1, 3), y);
        ByteBuffer next = ByteBuffer.allocate(pool.rowBytes());
        pool.writeRow(stream[0], next);
        rows.put(reading.key(), next.array());
        context.forward(reading.withValue(y.get(0, 0)));
    }
}
// README
