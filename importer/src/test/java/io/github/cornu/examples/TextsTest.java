package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model with a TextVectorization, whose input is texts. */
class TextsTest {
    private static final Path FOLDER = Path.of("../testdata/layers");

    private static Tensor program(Path path) {
        // README
        Model model = KerasModels.load(path);
        Tensor y = model.run(Texts.of("The cat sat on the mat", "no such words"));
        // README
        return y;
    }

    @Test
    void textsHaveProbabilities() {
        Path folder = FOLDER.resolve("text_vectorization/classifier_k3");
        Tensor y = program(folder.resolve("model.h5"));
        assertEquals(Shape.of(2, 2), y.shape());
        Tensor golden = Npz.read(folder.resolve("golden.npz")).get("output_0");
        assertEquals(golden.get(0, 1), y.get(0, 1), 1e-5);
    }

    @Test
    void textsComeBack() {
        List<String> texts = List.of("", "über", "日本 😀");
        assertEquals(texts, Texts.read(Texts.of(texts, 3)));
        assertEquals(Shape.of(3, 1, 4), Texts.of("", "über", "日本 😀").shape());
        assertThrows(IllegalArgumentException.class, () -> Texts.of(texts, 2));
    }

    @Test
    void numbersForTextsAreRefused() {
        Model model = KerasModels.load(FOLDER.resolve("string_lookup/no_oov_k3/model.h5"));
        assertEquals("in0 (None, 1) of texts", model.inputs().get(0).toString());
        ModelException shape = assertThrows(ModelException.class, () -> model.run(Tensor.zeros(2, 1)));
        assertEquals(
                "input 'in0': expected texts of the shape (None, 1), got numbers of the shape (2, 1)", shape.problem());
        ModelException unknown = assertThrows(ModelException.class, () -> model.run(Texts.of("red", "pink")));
        assertTrue(
                unknown.getMessage().contains("(StringLookup): the text 'pink' is not in the vocabulary"),
                unknown.getMessage());
        ModelException stream = assertThrows(ModelException.class, model::checkStream);
        assertTrue(stream.getMessage().contains("its input is texts"), stream.getMessage());
    }
}
