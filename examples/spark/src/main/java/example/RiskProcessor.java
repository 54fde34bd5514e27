package example;

import io.github.cornu.StreamPool;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.spark.CornuSpark;
import io.github.cornu.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

// README
/**
 * One stream of the model for each machine, whose state is in Spark's state store. It steps one reading after another:
 * Spark gives a processor one key at a time, and wants its state before the next key comes, so that there are never two
 * machines to step as one batch.
 */
final class RiskProcessor extends StatefulProcessor<String, Row, Row> {
    private final ModelRef ref;
    private transient StreamPool pool;
    private transient int[] stream; // one, for whichever machine comes
    private transient ValueState<byte[]> row;

    RiskProcessor(ModelRef ref) {
        this.ref = ref;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        pool = CornuSpark.load(ref).newPool(); // the model is loaded once in each JVM
        stream = new int[] {pool.add()};
        row = getHandle().getValueState("stream", Encoders.BINARY(), TTLConfig.NONE());
    }

    @Override
    public Iterator<Row> handleInputRows(String machine, Iterator<Row> rows, TimerValues timers) {
        List<Row> readings = new ArrayList<>();
        rows.foreach(readings::add);
        readings.sort(Comparator.comparingInt(reading -> reading.getInt(1))); // Spark keeps no order within a key
        if (row.exists()) {
            pool.readRow(stream[0], ByteBuffer.wrap(row.get()));
        } else {
            pool.reset(stream);
        }
        Tensor y = Tensor.zeros(1, 1);
        List<Row> risks = new ArrayList<>();
        for (Row reading : readings) {
            float[] x = {reading.getFloat(2), reading.getFloat(3), reading.getFloat(4)};
            pool.step(stream, Tensor.of(x, 1, 1, 3), y);
            risks.add(RowFactory.create(machine, reading.getInt(1), y.get(0, 0)));
        }
        ByteBuffer next = ByteBuffer.allocate(pool.rowBytes());
        pool.writeRow(stream[0], next);
        row.update(next.array());
        return CollectionConverters.asScala(risks.iterator());
    }
}
// README
