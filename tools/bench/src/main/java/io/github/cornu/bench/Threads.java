package io.github.cornu.bench;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.RandomInputs;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Lets several threads run the same models at once, through {@link Model#run}, sessions and forks of them, and compares
 * each answer with that of a session that had the model for itself, bit for bit.
 *
 * <p>Usage: {@code Threads MINUTES FOLDER…}; takes model files of the folders by chance until the time is over; exit
 * code 1 if an answer differs.
 */
public final class Threads {
    private static final int THREADS = 4;
    private static final int QUESTIONS = 6;
    /** Of each thread and model. */
    private static final long NANOS = 400_000_000;

    private static final int SMALL = 1 << 21;

    private record Subject(Model model, List<List<Tensor>> questions, List<List<Tensor>> answers) {}

    private record Count(long answers, long different) {}

    private Threads() {}

    /** Takes minutes and folders. */
    public static void main(String... args) throws Exception {
        long end = System.nanoTime() + (long) (Double.parseDouble(args[0]) * 60e9);
        List<Path> files = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            files.addAll(models(Path.of(args[i])));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long answers = 0;
        long different = 0;
        int models = 0;
        Random random = new Random(1);
        while (System.nanoTime() < end) {
            Path file = files.get(random.nextInt(files.size()));
            Subject subject = subject(file, 1 + models % 2, random);
            if (subject == null) {
                continue;
            }
            List<Future<Count>> jobs = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                long seed = random.nextLong();
                jobs.add(threads.submit(() -> ask(subject, new Random(seed))));
            }
            long wrong = 0;
            for (Future<Count> job : jobs) {
                answers += job.get().answers();
                wrong += job.get().different();
            }
            if (wrong > 0) {
                System.out.println(file.getFileName() + ": " + wrong + " answers differ");
            }
            different += wrong;
            models++;
        }
        threads.shutdown();
        System.out.printf(
                "%,d answers of %,d models, %d threads at once: %d differ%n", answers, models, THREADS, different);
        System.exit(different == 0 ? 0 : 1);
    }

    private static List<Path> models(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".h5") || file.toString().endsWith(".keras"))
                    .filter(file -> file.toFile().length() < SMALL)
                    .sorted()
                    .toList();
        }
    }

    /** The model with random questions and what a session of its own answers; null if it cannot be asked. */
    private static Subject subject(Path file, int threads, Random random) {
        try {
            Model model = KerasModels.load(file, CompileOptions.defaults().withThreads(threads));
            Session session = model.newSession().stateful(false);
            List<List<Tensor>> questions = new ArrayList<>();
            List<List<Tensor>> answers = new ArrayList<>();
            for (int i = 0; i < QUESTIONS; i++) {
                int free = 1 + random.nextInt(5);
                List<Shape> shapes = model.inputs().stream()
                        .map(input -> filled(input.shape(), free))
                        .toList();
                List<Tensor> question = RandomInputs.of(model, shapes, random.nextLong());
                questions.add(question);
                answers.add(session.run(question));
            }
            return new Subject(model, questions, answers);
        } catch (ModelException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Shape filled(Shape shape, int free) {
        int[] lengths = new int[shape.rank()];
        for (int axis = 0; axis < lengths.length; axis++) {
            lengths[axis] = shape.length(axis) == Shape.FREE ? free : shape.length(axis);
        }
        return Shape.of(lengths);
    }

    private static Count ask(Subject subject, Random random) {
        Session session = subject.model.newSession().stateful(false);
        long end = System.nanoTime() + NANOS;
        long answers = 0;
        long different = 0;
        while (System.nanoTime() < end) {
            int question = random.nextInt(QUESTIONS);
            List<Tensor> asked = subject.questions.get(question);
            List<Tensor> answer = switch (random.nextInt(3)) {
                case 0 -> subject.model.run(asked);
                case 1 -> session.run(asked);
                default -> session.fork().run(asked);
            };
            answers++;
            different += answer.equals(subject.answers.get(question)) ? 0 : 1;
        }
        return new Count(answers, different);
    }
}
