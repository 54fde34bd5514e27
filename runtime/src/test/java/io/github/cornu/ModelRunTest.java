package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A model runs for any number of threads without sessions of theirs. */
class ModelRunTest {
    private static final int THREADS = 8;
    private static final int ANSWERS = 40_000;
    private static final int QUESTIONS = 60;

    private final Model model = Model.compile(Graphs.lstmModel(true));

    /** Of one to three samples, and of one to five steps. */
    private static Tensor question(int number) {
        return Graphs.tensor(number, 1 + number % 3, 1 + number % 5, 3);
    }

    private static Tensor fromZero(Model model, Tensor x) {
        return model.newSession().stateful(false).run(x);
    }

    /** Every third call is made into the thread's own tensors. */
    private int answersThatDiffer(int thread, List<Tensor> expected) {
        int different = 0;
        for (int i = 0; i < ANSWERS / THREADS; i++) {
            int number = (i * 7 + thread * 11) % QUESTIONS;
            Tensor y = Tensor.zeros(expected.get(number).shape());
            if (i % 3 == 0) {
                model.run(question(number), y);
            } else {
                y = model.run(question(number));
            }
            different += y.equals(expected.get(number)) ? 0 : 1;
        }
        return different;
    }

    @Test
    void threadsGetTheAnswersOfSessions() throws InterruptedException, ExecutionException {
        List<Tensor> expected = IntStream.range(0, QUESTIONS)
                .mapToObj(number -> fromZero(model, question(number)))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> jobs = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int own = thread;
                jobs.add(() -> answersThatDiffer(own, expected));
            }
            int different = 0;
            for (Future<Integer> job : threads.invokeAll(jobs)) {
                different += job.get();
            }
            assertEquals(0, different);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void inputsComeInOrderOrByName() {
        Tensor x = question(4);
        Tensor expected = fromZero(model, x);
        assertEquals(List.of(expected), model.run(List.of(x)));
        assertEquals(Map.of("dense", expected), model.run(Map.of("x", x)));
        Tensor y = Tensor.zeros(expected.shape());
        model.run(List.of(x), List.of(y));
        assertEquals(expected, y);
        ModelException refused = assertThrows(ModelException.class, () -> model.run(Map.of("z", x)));
        assertEquals("the model takes the inputs [x], given: [z]", refused.getMessage());
    }

    /** A function in Java may run the model that it is a part of. */
    @Test
    void aCallInsideACallRunsBesideIt() {
        Model[] self = new Model[1];
        int[] depth = {0};
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, 3));
        JavaFunction function = new JavaFunction(
                shapes -> shapes.get(0),
                (inputs, output) -> {
                    Tensor in = inputs.get(0);
                    Tensor result =
                            depth[0]++ < 3 ? self[0].run(Tensor.of(in.data().clone(), 2, 3)) : in;
                    for (int i = 0; i < output.data().length; i++) {
                        output.data()[i] = result.data()[i] + 1;
                    }
                },
                true,
                null);
        graph.output("y", graph.add("function", "Lambda", function, x));
        self[0] = Model.compile(graph.build());
        assertEquals(4f, self[0].run(Tensor.zeros(2, 3)).data()[5]);
    }

    @Test
    void theTensorsOfACallAreNotHeld() {
        Tensor x = question(1);
        Tensor y = model.run(x);
        Tensor given = Tensor.zeros(y.shape());
        model.run(x, given);
        List<WeakReference<?>> references = List.of(
                new WeakReference<>(x),
                new WeakReference<>(x.data()),
                new WeakReference<>(y),
                new WeakReference<>(y.data()),
                new WeakReference<>(given),
                new WeakReference<>(given.data()));
        x = null;
        y = null;
        given = null;
        assertTrue(x == given && y == null);
        for (int i = 0; i < 50 && references.stream().anyMatch(reference -> reference.get() != null); i++) {
            System.gc();
        }
        references.forEach(reference -> assertNull(reference.get()));
    }
}
