package io.github.cornu.flink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.PoolWorker;
import io.github.cornu.StreamPool;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * Keras's own files with masks and with attention, fed with the inputs of their goldens, whose masked steps are among
 * them: each sample is a key. They give the bits of a pool, or are refused in one line.
 */
class KerasStreamsTest {
    private static final Path LAYERS = Stream.of("../../testdata/layers", "../../../testdata/layers")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow();

    /** All inputs of a step. */
    public static class Step {
        public int key;
        public float[] numbers;

        public Step() {}

        Step(int key, float[] numbers) {
            this.key = key;
            this.numbers = numbers;
        }
    }

    private static boolean isChosen(Path folder) {
        String kind = folder.getParent().getFileName().toString();
        return kind.equals("masking")
                || kind.equals("language_models")
                || folder.getFileName().toString().contains("mask");
    }

    private static Path model(Path folder) {
        Path archive = folder.resolve("model.keras");
        return Files.exists(archive) ? archive : folder.resolve("model.h5");
    }

    @Test
    void modelsWithMasksAndAttentionHaveTheBitsOfAPool() throws Exception {
        List<Path> folders;
        try (Stream<Path> all = Files.walk(LAYERS, 2)) {
            folders = all.filter(Files::isDirectory)
                    .filter(KerasStreamsTest::isChosen)
                    .filter(folder -> Files.exists(model(folder)) && Files.exists(folder.resolve("golden.npz")))
                    .sorted()
                    .toList();
        }
        int streamed = 0;
        for (Path folder : folders) {
            ModelRef ref = ModelRef.of(model(folder));
            StepShapes shapes;
            try {
                shapes = new StepShapes(ref.load());
            } catch (ModelException e) {
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                continue;
            }
            check(folder, ref, shapes);
            streamed++;
        }
        assertTrue(streamed > 40, streamed + " of " + folders.size());
    }

    private static void check(Path folder, ModelRef ref, StepShapes shapes) throws Exception {
        List<Tensor> inputs =
                Golden.of(Npz.read(folder.resolve("golden.npz"))).calls().get(0).inputs(ref.load());
        int keys = inputs.get(0).shape().length(0);
        List<List<Step>> steps = new ArrayList<>();
        int count = inputs.get(0).shape().size() / keys / shapes.inputs.get(0).size();
        for (int time = 0; time < count; time++) {
            List<Step> row = new ArrayList<>();
            for (int key = 0; key < keys; key++) {
                row.add(new Step(key, numbers(inputs, shapes.inputs, keys, key, time)));
            }
            steps.add(row);
        }
        List<float[]> expected = ofAPool(ref, shapes, steps);
        List<float[]> scores = ofFlink(ref, steps);
        assertEquals(expected.size(), scores.size(), folder.toString());
        for (int i = 0; i < scores.size(); i++) {
            assertArrayEquals(expected.get(i), scores.get(i), folder + ", result " + i);
        }
    }

    /** Of one step of a sample; inputs that are no sequences are the same at each. */
    private static float[] numbers(List<Tensor> inputs, List<Shape> shapes, int keys, int key, int time) {
        float[] numbers = new float[shapes.stream().mapToInt(Shape::size).sum()];
        int at = 0;
        for (int i = 0; i < shapes.size(); i++) {
            int size = shapes.get(i).size();
            int sample = inputs.get(i).shape().size() / keys;
            System.arraycopy(inputs.get(i).data(), key * sample + time * size % sample, numbers, at, size);
            at += size;
        }
        return numbers;
    }

    private static List<float[]> ofAPool(ModelRef ref, StepShapes shapes, List<List<Step>> steps) {
        Model model = ref.load();
        StreamPool pool = model.newPool();
        PoolWorker worker = pool.newWorker();
        int keys = steps.get(0).size();
        int[] streams = new int[keys];
        Arrays.setAll(streams, key -> pool.add());
        List<Tensor> x = shapes.inputs.stream()
                .map(shape -> Tensor.zeros(shape.with(0, keys)))
                .toList();
        List<Tensor> y = shapes.outputs.stream()
                .map(shape -> Tensor.zeros(shape.with(0, keys)))
                .toList();
        List<float[]> results = new ArrayList<>();
        for (List<Step> row : steps) {
            for (Step step : row) {
                int at = 0;
                for (Tensor input : x) {
                    int size = input.shape().size() / keys;
                    System.arraycopy(step.numbers, at, input.data(), step.key * size, size);
                    at += size;
                }
            }
            worker.step(streams, x, y);
            int size = y.get(0).shape().size() / keys / shapes.steps[0];
            for (int key = 0; key < keys; key++) {
                for (int step = 0; step < worker.steps(0, key); step++) {
                    int at = (key * shapes.steps[0] + step) * size;
                    results.add(Arrays.copyOfRange(y.get(0).data(), at, at + size));
                }
            }
        }
        return results;
    }

    private static List<float[]> ofFlink(ModelRef ref, List<List<Step>> steps) throws Exception {
        KeyedStream<Step, Integer> none = StreamExecutionEnvironment.getExecutionEnvironment()
                .fromData(new Step())
                .keyBy(step -> step.key);
        CornuFlink<Step, Integer, float[]> program = CornuFlink.on(none, ref)
                .input((step, row) -> row.put(step.numbers))
                .maxBatch(steps.get(0).size())
                .hotKeys(2);
        try (KeyedOneInputStreamOperatorTestHarness<Integer, Step, float[]> flink =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new ScoreOperator<>(new ScoreSettings<>(program)), step -> step.key, Types.INT)) {
            flink.open();
            for (List<Step> row : steps) {
                for (Step step : row) {
                    flink.processElement(new StreamRecord<>(step));
                }
            }
            flink.endInput();
            flink.getOneInputOperator().finish();
            return flink.extractOutputValues();
        }
    }
}
