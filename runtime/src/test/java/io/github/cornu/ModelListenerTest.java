package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A listener hears of all calls, and changes nothing. */
@Tag("smoke")
class ModelListenerTest {
    private final List<String> told = new ArrayList<>();

    private final Model plain = Model.compile(Graphs.lstmModel(false));
    private final Model model = plain.withListener(new Notes());

    /** Notes what it is told. */
    private final class Notes implements ModelListener {
        @Override
        public void ran(Model teller, int samples, long nanos) {
            assertSame(model, teller);
            note("ran " + samples, nanos);
        }

        @Override
        public void stepped(StreamPool pool, int streams, long nanos) {
            assertSame(model, pool.model());
            note("stepped " + streams, nanos);
        }

        @Override
        public void opened(StreamPool pool) {
            note("opened " + pool.size(), 1);
        }

        @Override
        public void added(StreamPool pool, int stream) {
            note("added " + stream + " of " + pool.size(), 1);
        }

        @Override
        public void removed(StreamPool pool, int stream) {
            note("removed " + stream + " of " + pool.size(), 1);
        }

        @Override
        public void warmedUp(Model teller, long nanos) {
            assertSame(model, teller);
            note("warmed up", nanos);
        }

        private void note(String text, long nanos) {
            told.add(nanos > 0 ? text : text + " in " + nanos + " ns");
        }
    }

    /** What a model gives, on all ways. */
    private static List<Tensor> results(Model model) {
        Tensor x = Graphs.tensor(1, 5, 4, 3);
        List<Tensor> results = new ArrayList<>();
        results.add(model.run(x));
        results.addAll(model.run(List.of(x)));
        results.addAll(model.run(Map.of(model.inputs().get(0).name(), x)).values());
        Tensor y = Tensor.zeros(results.get(0).shape());
        model.run(x, y);
        model.run(List.of(x), List.of(y));
        results.add(y);
        results.add(model.predict(x, 2));
        Session session = model.newSession();
        results.add(session.run(x));
        results.add(session.fork().run(x));
        Session stream = model.newSession().stream();
        results.add(stream.run(x));
        Tensor one = Tensor.zeros(5, 2);
        stream.step(Graphs.tensor(2, 5, 1, 3), one);
        results.add(one);
        StreamPool pool = model.newPool();
        int[] streams = {pool.add(), pool.add(pool.state(0)), pool.add()};
        Tensor three = Tensor.zeros(3, 2);
        pool.step(streams, Graphs.tensor(3, 3, 1, 3), three);
        pool.newWorker().step(streams, 1, 2, Graphs.tensor(4, 3, 1, 3), three);
        pool.remove(streams[1]);
        results.add(three);
        return results;
    }

    @Test
    void itHearsOfAllCalls() {
        results(model);
        List<String> expected = List.of(
                "ran 5",
                "ran 5",
                "ran 5",
                "ran 5",
                "ran 5", // run
                "ran 2",
                "ran 2",
                "ran 1", // predict
                "ran 5",
                "ran 5",
                "ran 5",
                "ran 5", // sessions
                "opened 0",
                "added 0 of 1",
                "added 1 of 2",
                "added 2 of 3",
                "stepped 3",
                "stepped 1",
                "removed 1 of 2");
        assertEquals(expected, told);
    }

    @Test
    void callsThatFailAreNotTold() {
        Tensor wrong = Tensor.zeros(5, 4, 7);
        assertThrows(ModelException.class, () -> model.run(wrong));
        assertThrows(ModelException.class, () -> model.newSession().run(wrong));
        StreamPool pool = model.newPool();
        assertThrows(ModelException.class, () -> pool.remove(3));
        assertThrows(ModelException.class, () -> pool.step(new int[] {3}, Tensor.zeros(1, 1, 3), Tensor.zeros(1, 2)));
        assertEquals(List.of("opened 0"), told);
    }

    @Test
    void theResultsAreTheSameWithListeners() {
        List<Tensor> expected = results(plain);
        assertEquals(List.of(), told);
        assertEquals(expected, results(model));
        assertEquals(expected, results(plain.withListener(new ModelListener() {})));
    }

    @Test
    void eachViewTellsItsOwnListenerOnly() {
        Tensor x = Graphs.tensor(1, 1, 4, 3);
        List<Integer> others = new ArrayList<>();
        Model other = model.withListener(new ModelListener() {
            @Override
            public void ran(Model teller, int samples, long nanos) {
                others.add(samples);
            }
        });
        assertNotSame(model, other);
        plain.run(x);
        assertEquals(List.of(), told);
        other.run(x);
        assertEquals(List.of(), told);
        model.run(x);
        plain.run(x);
        assertEquals(List.of("ran 1"), told);
        assertEquals(List.of(1), others);
        State state = model.newPool().model().newSession().stream().state();
        other.newSession().stream().restore(state);
    }

    @Test
    void warmingUpIsToldOnce() {
        model.warmUp(Tensor.zeros(1, 4, 3));
        assertEquals(List.of("warmed up"), told);
        assertTrue(model.isWarm() && plain.isWarm());
    }
}
