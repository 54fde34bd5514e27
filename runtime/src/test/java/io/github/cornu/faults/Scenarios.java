package io.github.cornu.faults;

import io.github.cornu.Graphs;
import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.StreamPool;
import io.github.cornu.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Runs scenarios in which one allocation after the other fails; in the class loader that lets them. */
public final class Scenarios {
    private static final Tensor X = Graphs.tensor(1, 2, 4, 3);
    private static final Tensor LONGER = Graphs.tensor(2, 2, 9, 3);
    private static final Tensor WIDER = Graphs.tensor(3, 5, 4, 3);
    private static final Tensor STEPS = Graphs.tensor(4, 20, 1, 3);

    private Scenarios() {}

    /** All of them by name, each with how often it has failed before it went well. */
    public static Map<String, Integer> run() {
        Map<String, Supplier<Scenario>> all = new LinkedHashMap<>();
        all.put("session.run", sessions(session -> session.run(X)));
        all.put("session.run, into a tensor", sessions(session -> session.run(X, Tensor.zeros(2, 2))));
        all.put("session.run, by name", sessions(session -> session.run(Map.of("x", X))));
        all.put("session.run, more steps", sessions(session -> session.run(LONGER)));
        all.put("session.run, more samples", resetSessions(session -> session.run(WIDER)));
        all.put("session.reset", sessions(Session::reset));
        all.put("session.reset, a layer", sessions(session -> session.reset("lstm")));
        all.put("session.resetRows", sessions(session -> session.resetRows(1)));
        all.put("session.state", sessions(Session::state));
        all.put("session.fork", sessions(session -> session.fork().run(X)));
        State state = ofTwo();
        all.put("session.restore", sessions(session -> session.restore(state)));
        all.put("pool.step", pools((pool, streams) -> pool.step(streams, STEPS, Tensor.zeros(20, 2))));
        all.put("pool.add", pools((pool, streams) -> pool.add()));
        all.put("pool.add, a state", pools((pool, streams) -> pool.add(pool.state(streams[0]))));
        all.put("pool.states", pools((pool, streams) -> pool.states(streams)));
        all.put("pool.restore", pools((pool, streams) -> pool.restore(3, pool.state(streams[0]))));
        all.put("pool.reset", pools((pool, streams) -> pool.reset(streams)));
        all.put("pool.remove", pools((pool, streams) -> pool.remove(3)));
        all.put(
                "pool.newWorker",
                pools((pool, streams) ->
                        pool.newWorker().step(new int[] {1, 2}, Graphs.tensor(1, 2, 1, 3), Tensor.zeros(2, 2))));
        all.put("model.run", models(model -> model.run(X)));
        all.put("model.run, by name", models(model -> model.run(Map.of("x", X))));
        all.put("model.newPool", models(Model::newPool));
        all.put("model.newSession", models(model -> model.newSession().stream().run(X)));
        Map<String, Integer> failures = new LinkedHashMap<>();
        all.forEach((name, scenario) -> failures.put(name, failures(name, scenario)));
        return failures;
    }

    private static State ofTwo() {
        Session session = lstm().newSession().stream();
        session.run(X);
        return session.state();
    }

    private static int failures(String name, Supplier<Scenario> scenarios) {
        scenarios.get().call();
        for (int after = 0; ; after++) {
            Scenario scenario = scenarios.get();
            Object before = scenario.visible();
            Throwable thrown = null;
            Allocations.fail(after);
            try {
                scenario.call();
            } catch (Throwable e) {
                thrown = e;
            }
            boolean failed = Allocations.stop();
            if (!failed) {
                return after;
            }
            if (!(thrown instanceof OutOfMemoryError)) {
                throw new AssertionError(name + ", " + after + ": thrown is " + thrown, thrown);
            }
            requireEqual(name + ", " + after + ": what is visible", before, scenario.visible(), thrown);
            requireEqual(
                    name + ", " + after + ": what comes next", scenarios.get().next(), scenario.next(), thrown);
        }
    }

    private static void requireEqual(String what, Object expected, Object got, Throwable thrown) {
        if (!Objects.equals(expected, got)) {
            throw new AssertionError(what + " is " + got + ", not " + expected, thrown);
        }
    }

    private static Model lstm() {
        return Model.compile(Graphs.lstmModel(true));
    }

    private static Supplier<Scenario> sessions(Consumer<Session> call) {
        return () -> {
            Session session = lstm().newSession().stream();
            session.run(X);
            return scenario(() -> call.accept(session), session::state, () -> session.run(X));
        };
    }

    private static Supplier<Scenario> resetSessions(Consumer<Session> call) {
        return () -> {
            Session session = lstm().newSession().stream();
            session.run(X);
            session.reset();
            return scenario(() -> call.accept(session), session::state, () -> session.run(X));
        };
    }

    private interface PoolCall {
        void accept(StreamPool pool, int[] streams);
    }

    private static Supplier<Scenario> pools(PoolCall call) {
        return () -> {
            StreamPool pool = lstm().newPool();
            int[] streams = IntStream.range(0, 20).map(i -> pool.add()).toArray();
            pool.step(streams, STEPS, Tensor.zeros(20, 2));
            return scenario(() -> call.accept(pool, streams), () -> List.of(pool.size(), pool.states(streams)), () -> {
                Tensor y = Tensor.zeros(20, 2);
                pool.step(streams, STEPS, y);
                return List.of(y, pool.add());
            });
        };
    }

    private static Supplier<Scenario> models(Consumer<Model> call) {
        return () -> {
            Model model = lstm();
            return scenario(() -> call.accept(model), () -> "", () -> model.run(X));
        };
    }

    private static Scenario scenario(Runnable call, Supplier<Object> visible, Supplier<Object> next) {
        return new Scenario() {
            @Override
            public void call() {
                call.run();
            }

            @Override
            public Object visible() {
                return visible.get();
            }

            @Override
            public Object next() {
                return next.get();
            }
        };
    }
}
