package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cornu summary}. */
class SummaryTest {
    @Test
    void theTableIsKerass() {
        Run run = Run.cornu("summary", TestData.sample("echo_one_to_one", "model.h5"))
                .succeeds();
        assertEquals("""
                Model: "sequential"
                Layer (type)          Output Shape  Param #  Connected to
                =========================================================
                input_1 (InputLayer)  (None, 1, 1)  0
                lstm (LSTM)           (None, 5)     140      input_1
                dense (Dense)         (None, 1)     6        lstm
                =========================================================
                Total params: 146 (584 bytes)
                Trainable params: 146 (584 bytes)
                Non-trainable params: 0 (0 bytes)
                """.lines().toList(), run.lines());
    }

    /** The whole table, with marks; shapes that the file does not tell are question marks. */
    @ParameterizedTest
    @CsvSource({"models_archive_k3, model.keras, '(None, 3)'", "models_k2, model.h5, '?        '"})
    void aModelThatIsNotSupportedCanBeLookedAt(String name, String file, String shape) {
        Run run = Run.cornu("summary", TestData.layer("custom/" + name, file)).succeeds();
        assertEquals(
                """
                Layer (type)                        Output Shape  Param #  Connected to
                =======================================================================
                in0 (InputLayer)                    (None, 7)     0
                first (cornu>Pair), not supported   ?             65       in0
                second (cornu>Pair), not supported  ?             40       first
                dense (Dense)                       SHAPE     15       second
                =======================================================================
                Total params: 120 (480 bytes)
                Trainable params: 120 (480 bytes)
                Non-trainable params: 0 (0 bytes)
                Not supported: layer 'first' (cornu>Pair): this layer class is not supported; \
                write it in Java with CustomObjects.register("cornu>Pair", …)
                Not supported: layer 'second' (cornu>Pair): this layer class is not supported; \
                write it in Java with CustomObjects.register("cornu>Pair", …)
                """.replace("SHAPE", shape).lines().toList(),
                run.lines().subList(1, run.lines().size()));
        assertEquals(
                1,
                Run.cornu("summary", TestData.layer("custom/" + name, file), "--details")
                        .exit());
    }

    /** LSTM: 4 units (inputs + units + 1); Dense: units (inputs + 1). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cos_stateful_1       | 2,496; 25               | 2,521 (9.85 KB)
            cos_stateful_2       | 2,496; 2,624; 17        | 5,137 (20.07 KB)
            echo_one_to_one      | 140; 6                  | 146 (584 bytes)
            echo_many_to_one     | 140; 30                 | 170 (680 bytes)
            echo_many_to_many    | 140; 6                  | 146 (584 bytes)
            stream_online        | 4,608; 0; 0; 3,136; 0; 0; 17     | 7,761 (30.32 KB)
            stream_probability   | 4,608; 0; 0; 3,136; 0; 0; 0; 113 | 7,857 (30.69 KB)
            """)
    void parametersAreCounted(String sample, String layers, String total) {
        List<String> lines = Run.cornu("summary", TestData.sample(sample, "model.h5"))
                .succeeds()
                .lines();
        List<String> counts = lines.subList(4, lines.size() - 4).stream()
                .map(line -> line.replaceAll(".*\\)  +([\\d,]+)  .*", "$1"))
                .toList();
        assertEquals(List.of(layers.split("; ")), counts);
        assertEquals("Total params: " + total, lines.get(lines.size() - 3));
    }

    /** BatchNormalization has two weights that training changes and two that it does not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            conv2d/batch_norm_activation_k3 | 409 (1.60 KB)  | 18 (72 bytes)
            model/frozen_partly_k2           | 75 (300 bytes) | 47 (188 bytes)
            """)
    void whatTrainingChangesIsTold(String name, String trainable, String others) {
        List<String> lines = Run.cornu("summary", TestData.layer(name, "model.h5"))
                .succeeds()
                .lines();
        assertEquals("Trainable params: " + trainable, lines.get(lines.size() - 2));
        assertEquals("Non-trainable params: " + others, lines.get(lines.size() - 1));
    }

    @Test
    void severalInputsAndInnerModels() {
        List<String> lines = Run.cornu("summary", TestData.layer("model/nested_called_twice_k3", "model.h5"))
                .succeeds()
                .lines();
        assertEquals(
                List.of(
                        "in0 (InputLayer)    (None, 6)     0",
                        "in1 (InputLayer)    (None, 6)     0",
                        "inner (Functional)  (None, 6)     84       in0",
                        "other (Sequential)  (None, 6)     123      inner"),
                lines.subList(3, 7));
    }

    /** As DenseNet has them, beside a model inside the model. */
    @Test
    void namesMayHaveSlashes() {
        List<String> lines = Run.cornu("summary", TestData.layer("model/slashes_k2", "model.h5"))
                .succeeds()
                .lines();
        assertEquals(
                List.of(
                        "in0 (InputLayer)               (None, 6, 5, 3)  0",
                        "conv1/conv (Conv2D)            (None, 6, 5, 4)  112      in0",
                        "conv1/bn (BatchNormalization)  (None, 6, 5, 4)  16       conv1/conv",
                        "conv1 (Activation)             (None, 6, 5, 4)  0        conv1/bn",
                        "conv1/inner (Sequential)       (None, 5, 4, 5)  71       conv1",
                        "conv1/inner/dense (Dense)      (None, 5, 4, 2)  12       conv1/inner"),
                lines.subList(3, 9));
        assertEquals("Total params: 211 (844 bytes)", lines.get(lines.size() - 3));
    }

    @Test
    void layersThatJoinNameAllTheirSources() {
        Run run = Run.cornu("summary", TestData.layer("model/dictionary_k3", "model.h5"));
        assertTrue(
                run.succeeds().out().contains("subtract (Subtract)  (None, 6)     0        left, right\n"), run.out());
    }

    @TestFactory
    List<DynamicTest> everyModelHasOne() {
        return TestData.folders("layers/model").stream()
                .map(folder -> dynamicTest(folder.getFileName().toString(), () -> {
                    List<String> lines = Run.cornu("summary", TestData.model(folder))
                            .succeeds()
                            .lines();
                    assertTrue(lines.get(0).startsWith("Model: \""), lines.get(0));
                    assertTrue(lines.get(lines.size() - 3).matches("Total params: [\\d,]+ \\(.*\\)"), lines::toString);
                }))
                .toList();
    }
}
