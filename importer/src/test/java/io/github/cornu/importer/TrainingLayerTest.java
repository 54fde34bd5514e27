package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers named as those of {@code add_loss} of Keras 2: only its own, whose result nobody takes, are left out. */
class TrainingLayerTest {
    private static final CustomObjects DOUBLING = CustomObjects.none()
            .register("AddLoss", layer -> call -> call.add(new CombineScalar(Binary.MULTIPLY, 2f), call.input()));

    private static String layer(String name, String className, String from) {
        return ", {'class_name': '" + className + "', 'name': '" + name + "', 'config': {'name': '" + name
                + "', 'trainable': true, 'dtype': 'float32'}, 'inbound_nodes': [[['" + from + "', 0, 0, {}]]]}";
    }

    private static Model load(CustomObjects custom, String version, String layers, String output) {
        String json =
                "{'class_name': 'Functional', 'keras_version': '" + version + "', 'config': {'name': 'm', 'layers': ["
                        + "{'class_name': 'InputLayer', 'name': 'x', 'inbound_nodes': [],"
                        + " 'config': {'name': 'x', 'batch_input_shape': [null, 2]}}" + layers
                        + "], 'input_layers': [['x', 0, 0]], 'output_layers': [['" + output + "', 0, 0]]}}";
        return KerasModels.loader()
                .weights(KerasFile.of(TestData.ROOT.resolve("hostile/empty.weights.h5")))
                .options(TestData.SCALAR)
                .customObjects(custom)
                .load(KerasFile.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "it"));
    }

    private static float[] run(Model model) {
        return model.run(Tensor.of(new float[] {1, -3}, 1, 2)).data();
    }

    @Test
    void thatOfKerasIsLeftOut() {
        String layers = layer("scale", "ReLU", "x") + layer("loss", "AddLoss", "scale");
        assertArrayEquals(new float[] {1, 0}, run(load(CustomObjects.none(), "2.15.0", layers, "scale")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.15.0", "3.15.1"})
    void oneThatIsRegisteredIsCalled(String version) {
        String layers = layer("loss", "AddLoss", "x") + layer("relu", "ReLU", "loss");
        assertArrayEquals(new float[] {2, 0}, run(load(DOUBLING, version, layers, "relu")));
        assertArrayEquals(new float[] {2, -6}, run(load(DOUBLING, version, layers, "loss")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AddLoss", "AddMetric"})
    void oneWhoseResultIsTakenIsRefused(String className) {
        String layers = layer("loss", className, "x") + layer("relu", "ReLU", "loss");
        assertRefused(className, "2.15.0", layers, "relu");
        assertRefused(className, "2.15.0", layers, "loss");
    }

    @Test
    void newerFilesHaveNone() {
        assertRefused("AddLoss", "3.15.1", layer("relu", "ReLU", "x") + layer("loss", "AddLoss", "relu"), "relu");
    }

    private static void assertRefused(String className, String version, String layers, String output) {
        ModelException e =
                assertThrows(ModelException.class, () -> load(CustomObjects.none(), version, layers, output));
        assertTrue(e.getMessage().contains("layer 'loss' (" + className + "): "), e.getMessage());
    }
}
