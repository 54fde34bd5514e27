package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Transposed convolutions with a dilation, which TensorFlow computes on other devices than the CPU only. */
class TransposedLengthTest {
    private static Tensor run(int length, String padding) {
        String json = """
                {'class_name': 'Functional', 'keras_version': '2.15.0', 'config': {'name': 'm', 'layers': [
                {'class_name': 'InputLayer', 'name': 'x', 'inbound_nodes': [],
                 'config': {'name': 'x', 'batch_input_shape': [null, 4, 1]}},
                {'class_name': 'TFOpLambda', 'name': 'f',
                 'config': {'name': 'f', 'trainable': true, 'dtype': 'float32', 'function': 'nn.conv1d_transpose'},
                 'inbound_nodes': [['x', 0, 0, {'filters': [[[1.0]], [[10.0]], [[100.0]]], 'strides': 3, 'dilations': 2,
                 'output_shape': [1, LENGTH, 1], 'padding': PADDING}]]}],
                'input_layers': [['x', 0, 0]], 'output_layers': [['f', 0, 0]]}}
                """;
        byte[] bytes = json.replace("LENGTH", "" + length)
                .replace("PADDING", padding)
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
        return KerasModels.loader()
                .weights(KerasFile.of(TestData.ROOT.resolve("hostile/empty.weights.h5")))
                .options(TestData.SCALAR)
                .load(KerasFile.of(bytes, "it"))
                .run(Tensor.of(new float[] {1, 2, 3, 4}, 1, 4, 1));
    }

    /** A window spans five elements. */
    @Test
    void theOutputHasTheLengthThatTheCallTells() {
        Tensor y = run(15, "'VALID'");
        assertEquals(Shape.of(1, 15, 1), y.shape());
        assertArrayEquals(new float[] {1, 0, 10, 2, 100, 20, 3, 200, 30, 4, 300, 40, 0, 400, 0}, y.data());
    }

    @Test
    void theListedPaddingIsCutOff() {
        Tensor y = run(12, "[[0, 0], [2, 1], [0, 0]]");
        assertEquals(Shape.of(1, 12, 1), y.shape());
        assertArrayEquals(new float[] {10, 2, 100, 20, 3, 200, 30, 4, 300, 40, 0, 400}, y.data());
    }

    @Test
    void aWrongListIsNamedAsItIs() {
        ModelException e = assertThrows(ModelException.class, () -> run(12, "[[0, 0], [2, -1], [0, 0]]"));
        assertTrue(
                e.getMessage().endsWith("layer 'f' (TFOpLambda): its paddings are [0, 0, 2, -1, 0, 0]"),
                e.getMessage());
    }
}
