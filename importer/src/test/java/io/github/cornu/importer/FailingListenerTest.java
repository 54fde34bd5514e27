package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.ModelListener;
import io.github.cornu.Session;
import io.github.cornu.StreamPool;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What a listener throws is logged once and goes no further. */
class FailingListenerTest {
    /** Fails in each method. */
    private static final class Failing implements ModelListener {
        @Override
        public void ran(Model model, int samples, long nanos) {
            throw new StackOverflowError();
        }

        @Override
        public void stepped(StreamPool pool, int streams, long nanos) {
            throw new StackOverflowError();
        }

        @Override
        public void opened(StreamPool pool) {
            throw new StackOverflowError();
        }

        @Override
        public void added(StreamPool pool, int stream) {
            throw new StackOverflowError();
        }

        @Override
        public void removed(StreamPool pool, int stream) {
            throw new StackOverflowError();
        }

        @Override
        public void warmedUp(Model model, long nanos) {
            throw new StackOverflowError();
        }
    }

    private static List<Tensor> results(Model model) {
        Tensor x = Tensor.zeros(2, 7, 3);
        Tensor step = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 1, 3);
        Tensor y = Tensor.zeros(2, 1);
        Tensor z = Tensor.zeros(2, 1);
        Session stream = model.newSession().stream();
        stream.step(step, y);
        StreamPool pool = model.newPool();
        pool.step(new int[] {pool.add(), pool.add()}, step, z);
        pool.remove(1);
        return List.of(model.run(x), model.predict(x, 1), model.newSession().run(x), y, z);
    }

    @Test
    void theCallsHaveTakenEffect() {
        Model model = KerasModels.load(TestData.ROOT.resolve("samples/stream_online/model.h5"));
        Logger logger = Logger.getLogger("io.github.cornu");
        List<LogRecord> records = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                records.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            Model failing = model.withListener(new Failing());
            assertEquals(results(model), results(failing));
            failing.warmUp(Tensor.zeros(1, 7, 3));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertEquals(1, records.size());
        String text = records.get(0).getMessage();
        assertTrue(
                text.startsWith("A listener of " + model + " has failed with java.lang.StackOverflowError at "), text);
        assertTrue(text.endsWith("; results are not affected, and this is told once"), text);
    }
}
