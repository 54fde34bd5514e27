package io.github.cornu.flink;

import io.github.cornu.StreamPool;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.tensor.Tensor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The results of the job of this JVM, the last one of each reading. */
final class Collected {
    static final Map<Long, Float> RISKS = new ConcurrentHashMap<>();
    /** Results that came again after a failure, and those of them with other bits. */
    static final AtomicInteger REPEATED = new AtomicInteger();

    static final AtomicInteger CHANGED = new AtomicInteger();

    private Collected() {}

    static void clear() {
        RISKS.clear();
        REPEATED.set(0);
        CHANGED.set(0);
    }

    static long reading(int machine, int number) {
        return ((long) machine << 32) + number;
    }

    /** Lets all results of a stream come here. */
    static void all(DataStream<Score> scores) {
        scores.map(score -> {
                    Float before = RISKS.put(reading(score.machine, score.number), score.risk);
                    if (before != null) {
                        REPEATED.incrementAndGet();
                        if (Float.floatToRawIntBits(before) != Float.floatToRawIntBits(score.risk)) {
                            CHANGED.incrementAndGet();
                        }
                    }
                    return score;
                })
                .sinkTo(new DiscardingSink<>());
    }

    /** What one pool on one machine gives, for the readings of all machines in turn. */
    static Map<Long, Float> expected(ModelRef model, int machines, int readings) {
        Map<Long, Float> risks = new ConcurrentHashMap<>();
        StreamPool pool = model.load().newPool();
        int[] streams = new int[machines];
        for (int machine = 0; machine < machines; machine++) {
            streams[machine] = pool.add();
        }
        Tensor x = Tensor.zeros(machines, 1, 3);
        Tensor y = Tensor.zeros(machines, 1);
        for (int number = 0; number < readings; number++) {
            for (int machine = 0; machine < machines; machine++) {
                Event event = Event.of(machine, number);
                x.data()[3 * machine] = event.a;
                x.data()[3 * machine + 1] = event.b;
                x.data()[3 * machine + 2] = event.c;
            }
            pool.step(streams, x, y);
            for (int machine = 0; machine < machines; machine++) {
                risks.put(reading(machine, number), y.data()[machine]);
            }
        }
        return risks;
    }
}
