package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.ModelException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Architectures of strangers; those that fuzzing found among them. */
@Timeout(120)
class HostileConfigsTest {
    private static final String X = "['x', 0, 0, {}]";

    /** A functional model of Keras 2.15 with an input x, shape (None, 4, 3). */
    private static String functional(String layers, String outputs) {
        return "{'class_name': 'Functional', 'keras_version': '2.15.0', 'config': {'name': 'm', 'layers': ["
                + "{'class_name': 'InputLayer', 'name': 'x', 'inbound_nodes': [],"
                + " 'config': {'name': 'x', 'batch_input_shape': [null, 4, 3]}}, " + layers
                + "], 'input_layers': [['x', 0, 0]], 'output_layers': [" + outputs + "]}}";
    }

    private static String layer(String name, String className, String config, String calls) {
        return "{'class_name': '" + className + "', 'name': '" + name + "', 'config': {'name': '" + name + "'" + config
                + "}, 'inbound_nodes': [" + calls + "]}";
    }

    private static String message(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ModelException e = assertThrows(
                ModelException.class,
                () -> KerasModels.loader()
                        .weights(KerasFile.of(TestData.ROOT.resolve("hostile/empty.weights.h5")))
                        .options(TestData.SCALAR)
                        .load(KerasFile.of(bytes, "it")));
        String message = e.getMessage();
        assertFalse(message.contains("\n") || message.contains("not known"), message);
        return message.substring(message.indexOf("h5: ") + 4);
    }

    /** Arguments that are not there, and numbers in them that ask for more memory than there is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            strided_slice      | ''                                     | the argument 'begin' is missing
            expand_dims        | ''                                     | the argument 'axis' is missing
            pad                | ''                                     | the argument 'pad_width' is missing
            roll               | ''                                     | the argument 'shift' is missing
            split              | 'axis': 1                              | the argument 'num_or_size_splits' is missing
            split              | 'num_or_size_splits': 2000000000, 'axis': 1 | it splits an axis of length 4 into 2000000000 parts
            tensordot          | 'b': 1, 'axes': 2000000000             | products along 2000000000 axes
            tensordot          | 'b': 1, 'axes': [[1], null]            | its 'axes' are no numbers
            fill               | 'dims': [40000, 40000], 'value': 1     | an array of 1600000000 elements
            nn.pool            | 'window_shape': [2], 'pooling_type': 'SUM' | the pooling type 'SUM'
            nn.avg_pool1d      | 'ksize': 2, 'strides': 1, 'padding': [[0, 0], [1, 1], [0, 0]] | 'padding' is [[0, 0], [1, 1], [0, 0]], expected a text
            nn.max_pool1d      | 'ksize': 2, 'strides': 1, 'padding': [[0, 0], [2, 0], [0, 0]] | paddings of [2] before and [0] after for windows of [2]
            nn.max_pool1d      | 'ksize': 2, 'strides': 1, 'padding': [[1, 0], [0, 0], [0, 0]] | its paddings are [1, 0, 0, 0, 0, 0], also of samples or channels
            repeat             | 'repeats': [2000000000, 2000000000, 2000000000, 2000000000], 'axis': 1 | an array of 2000000000 elements
            """)
    void functions(String function, String arguments, String expected) {
        String call = "['x', 0, 0, {" + (arguments.equals("''") ? "" : arguments) + "}]";
        String json = functional(
                layer("f", "TFOpLambda", ", 'trainable': true, 'function': '" + function + "'", call), "['f', 0, 0]");
        assertEquals("layer 'f' (TFOpLambda): " + expected, message(json));
    }

    @Test
    void aSizeOfOneNumber() {
        String call = "['x', 0, 0, {'size': [5]}]";
        String json = functional(
                layer("f", "TFOpLambda", ", 'trainable': true, 'function': 'image.resize_area'", call), "['f', 0, 0]");
        assertEquals(
                "layer 'f' (TFOpLambda): 'size' is [5], expected a height and a width",
                message(json.replace("[null, 4, 3]", "[null, 4, 4, 3]")));
    }

    @Test
    void layersThatAskForMuchMemory() {
        String texts = functional(
                layer(
                        "t",
                        "TextVectorization",
                        ", 'ngrams': 2000000000, 'output_sequence_length': 3, 'vocabulary': ['a']",
                        X),
                "['t', 0, 0]");
        assertEquals("layer 't' (TextVectorization): n-grams of 2000000000 words", message(texts));
        String lookup = functional(
                layer("l", "IntegerLookup", ", 'num_oov_indices': 2000000000, 'vocabulary': [1]", X), "['l', 0, 0]");
        assertEquals("layer 'l' (IntegerLookup): 2000000000 indices of unknown tokens", message(lookup));
    }

    @Test
    void cyclesAndNodesThatAreNowhere() {
        String end = " (Activation): its inputs depend on its own output or on nothing";
        String a = layer("a", "Activation", ", 'activation': 'tanh'", "[['b', 0, 0, {}]]");
        String b = layer("b", "Activation", ", 'activation': 'tanh'", "[['a', 0, 0, {}]]");
        assertEquals("layer 'a'" + end, message(functional(a + ", " + b, "['b', 0, 0]")));
        String itself = layer("a", "Activation", ", 'activation': 'tanh'", "[['a', 0, 0, {}]]");
        assertEquals("layer 'a'" + end, message(functional(itself, "['a', 0, 0]")));
        String missing = layer("a", "Activation", ", 'activation': 'tanh'", "[['x', 7, 0, {}]]");
        assertEquals("layer 'a'" + end, message(functional(missing, "['a', 0, 0]")));
    }

    @Test
    void twoLayersOfOneName() {
        String a = layer("a", "Activation", ", 'activation': 'tanh'", "[" + X + "]");
        assertEquals(
                "layer 'm' (Functional): two layers have the name 'a'",
                message(functional(a + ", " + a, "['a', 0, 0]")));
    }

    @Test
    void anAxisOfAttentionThatIsFree() {
        String json = functional("", "['x', 0, 0]")
                .replace("[null, 4, 3]", "[null, 4, null]")
                .replace(
                        "}}, ]",
                        "}}, "
                                + layer(
                                        "a",
                                        "AdditiveAttention",
                                        ", 'use_scale': false",
                                        "[['x', 0, 0, {}], ['x', 0, 0, {}]]")
                                + "]")
                .replace("'output_layers': [['x'", "'output_layers': [['a'");
        assertEquals("layer 'a' (AdditiveAttention): the last axis of its inputs is free", message(json));
    }
}
