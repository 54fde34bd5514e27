package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.StreamPool;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The documentation's program with 100,000 customers in one pool: each has a stream of events of its own. */
class CustomersInOnePoolTest {
    private static final Path FOLDER = Path.of("../testdata/samples/stream_online");
    private static final int CUSTOMERS = 100_000;
    private static final int FEATURES = 3;
    private static final int STEPS = 3;

    private final Map<String, Float> risks = new HashMap<>();

    /** Where events come from, at most one of a customer at a time. */
    private interface Events {
        /** The next events by customer, or nothing when the day is over. */
        Map<String, float[]> next();
    }

    private StreamPool program(Path path, Events events) {
        // README
        StreamPool pool = KerasModels.load(path).newPool();
        Map<String, Integer> streams = new HashMap<>(); // the pool's number of each customer
        for (Map<String, float[]> batch = events.next(); !batch.isEmpty(); batch = events.next()) {
            int[] numbers = new int[batch.size()];
            Tensor x = Tensor.zeros(batch.size(), 1, 3), y = Tensor.zeros(batch.size(), 1);
            int row = 0;
            for (String customer : batch.keySet()) {
                numbers[row] = streams.computeIfAbsent(customer, name -> pool.add());
                System.arraycopy(batch.get(customer), 0, x.data(), 3 * row++, 3);
            }
            pool.step(numbers, x, y); // one time step of these customers, as one batch
            row = 0;
            for (String customer : batch.keySet()) {
                risks.put(customer, y.data()[row++]);
            }
        }
        // README
        return pool;
    }

    private static float[] event(float[] x, int customer, int step) {
        float[] event = new float[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            event[i] = x[(FEATURES * (customer + step) + i) % x.length];
        }
        return event;
    }

    /** In the first batch come all customers, then every second one, then every third one. */
    private static boolean comes(int customer, int step) {
        return customer % (step + 1) == 0;
    }

    @Test
    void everyCustomerGetsWhatAStreamAloneGives() {
        float[] x = Npy.read(FOLDER.resolve("input.npy")).data();
        int[] steps = {0};
        StreamPool pool = program(FOLDER.resolve("model.h5"), () -> {
            Map<String, float[]> batch = new LinkedHashMap<>();
            for (int customer = 0; customer < CUSTOMERS && steps[0] < STEPS; customer++) {
                if (comes(customer, steps[0])) {
                    batch.put("customer " + customer, event(x, customer, steps[0]));
                }
            }
            steps[0]++;
            return batch;
        });
        assertEquals(CUSTOMERS, pool.size());
        assertEquals(CUSTOMERS, risks.size());
        Model model = pool.model();
        for (int customer = 0; customer < CUSTOMERS; customer += 997) {
            Session alone = model.newSession().stream();
            Tensor y = Tensor.zeros(1, 1);
            for (int step = 0; step < STEPS; step++) {
                if (comes(customer, step)) {
                    alone.step(Tensor.of(event(x, customer, step), 1, 1, FEATURES), y);
                }
            }
            assertEquals(y.data()[0], risks.get("customer " + customer));
        }
    }
}
