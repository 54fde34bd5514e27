package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.cli.input.CsvFile;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables for inputs of more axes, for several inputs, and as other countries write them. */
class CsvInputsTest {
    private static final TensorSpec AGE = new TensorSpec("age", Shape.of(-1, 1));
    private static final TensorSpec SALES = new TensorSpec("sales", Shape.of(-1, 3));
    private static final TensorSpec WORDS = new TensorSpec("words", Shape.of(-1, 1, -1), true);

    @TempDir
    Path folder;

    private List<Tensor> read(String text, boolean sequence, TensorSpec... specs) {
        try {
            return CsvFile.read(Files.writeString(folder.resolve("x.csv"), text), List.of(specs), sequence);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Tensor lines(String text, int... shape) {
        return read(text, false, new TensorSpec("x", Shape.of(shape))).get(0);
    }

    private Tensor steps(String text, int... shape) {
        return read(text, true, new TensorSpec("x", Shape.of(shape))).get(0);
    }

    private static void fails(Runnable reading, String problem) {
        ModelException e = assertThrows(ModelException.class, reading::run);
        assertEquals("x.csv: " + problem, e.getMessage());
    }

    private static Tensor counted(int... shape) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = i + 1;
        }
        return tensor;
    }

    @Test
    void aLineIsASampleInRowMajorOrder() {
        assertEquals(counted(2, 2, 3), lines("1,2,3,4,5,6\n7,8,9,10,11,12\n", -1, 2, 3));
        assertEquals(counted(2, 2, 3), lines("1,2,3,4,5,6\n7,8,9,10,11,12\n", -1, -1, 3));
        assertEquals(counted(1, 2, 3, 1), lines("1,2,3,4,5,6\n", -1, 2, 3, 1));
        assertEquals(counted(3), lines("1\n2\n3\n", -1));
        assertEquals(counted(1, 4), lines("1,2,3,4\n", -1, -1));
    }

    @Test
    void linesOfAnotherLength() {
        fails(
                () -> lines("1,2,3,4,5\n", -1, 2, 3),
                "a line has 5 fields of the input 'x', expected 6 for the shape (None, 2, 3)");
        fails(
                () -> lines("1,2,3\n", -1, 2, 3),
                "a line has 3 fields of the input 'x', expected 6 for the shape (None, 2, 3); --sequence takes each line as"
                        + " a time step");
        fails(
                () -> lines("1,2,3,4\n", -1, -1, 3),
                "a line has 4 fields of the input 'x', expected a multiple of 3 for the shape (None, None, 3)");
        fails(
                () -> lines("1,2,3\n", -1, -1, -1, 3),
                "the input 'x' has the shape (None, None, None, 3), of which a line does not tell all lengths: use .npy");
    }

    @Test
    void aLineIsATimeStep() {
        assertEquals(counted(1, 3, 2), steps("1,2\n3,4\n5,6\n", -1, -1, 2));
        assertEquals(counted(1, 3, 2), steps("a,b\n1,2\n3,4\n5,6\n", -1, 10, 2));
        assertEquals(counted(1, 3), steps("1\n2\n3\n", -1, -1));
        fails(
                () -> steps("1,2,3\n", -1, -1, 2),
                "--sequence: a line has 3 fields of the input 'x', expected 2 for a time step of the shape (None, None, 2)");
        fails(() -> steps("1\n", -1), "--sequence: the input 'x' has no time steps: its shape is (None,)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1;2,5;3\n", "a;b;c\n1;2.5;3\n", "1\t2,5\t3\n", "\"a;b\";b;c\n\n1;2,5;3", "\uFEFF1;2,5;3"})
    void semicolonsAndTabs(String text) {
        assertEquals(Tensor.of(new float[] {1, 2.5f, 3}, 1, 3), lines(text, -1, 3));
    }

    @Test
    void commasForThousandsAreNone() {
        fails(() -> lines("1.234,5;2\n", -1, 2), "line 1: '1.234,5' is no number");
    }

    @Test
    void severalInputsByTheFirstLine() {
        String text = "sales_1,age,sales_2,sales_0\n2,30,3,1\n5,40,6,4\n";
        assertEquals(List.of(Tensor.of(new float[] {30, 40}, 2, 1), counted(2, 3)), read(text, false, AGE, SALES));
        assertEquals(List.of(counted(2, 3), Tensor.of(new float[] {30, 40}, 2, 1)), read(text, false, SALES, AGE));
    }

    @Test
    void placesOfSeveralAxes() {
        TensorSpec grid = new TensorSpec("grid", Shape.of(-1, 2, 2));
        String text = "grid_1_1,grid_0_0,grid_1_0,grid_0_1\n4,1,3,2\n";
        assertEquals(counted(1, 2, 2), read(text, false, grid).get(0));
    }

    @Test
    void textsAndNumbers() {
        List<Tensor> inputs = read("words,age\n\"good; very, good\",3\nbad,4\n", false, AGE, WORDS);
        assertEquals(Tensor.of(new float[] {3, 4}, 2, 1), inputs.get(0));
        assertEquals(List.of("good; very, good", "bad"), Texts.read(inputs.get(1)));
    }

    @Test
    void theLongestNameWins() {
        TensorSpec x = new TensorSpec("x", Shape.of(-1, 1));
        TensorSpec longer = new TensorSpec("x_1", Shape.of(-1, 2));
        List<Tensor> inputs = read("x,x_1_0,x_1_1\n1,2,3\n", false, x, longer);
        assertEquals(List.of(counted(1, 1), Tensor.of(new float[] {2, 3}, 1, 2)), inputs);
    }

    @Test
    void headersThatDoNotFit() {
        fails(
                () -> read("1,2,3,4\n", false, AGE, SALES),
                "the model has 2 inputs, so the first line must name the columns: age, sales_0, sales_1, …; it has"
                        + " [1, 2, 3, 4]");
        fails(
                () -> read("age,sales_0,sales_1,sold\n1,2,3,4\n", false, AGE, SALES),
                "the model has 2 inputs, so the first line must name the columns: age, sales_0, sales_1, …; it has"
                        + " [sold]");
        fails(() -> read("sales_0,sales_1\n1,2\n", false, AGE, SALES), "no column is named after the input 'age'");
        fails(
                () -> read("age,sales_0,sales_2\n1,2,3\n", false, AGE, SALES),
                "the columns of the input 'sales' are not complete");
        fails(() -> read("age,sales_0,sales_0\n1,2,3\n", false, AGE, SALES), "two columns are called 'sales_0'");
        fails(
                () -> read("age,sales,sales_0\n1,2,3\n", false, AGE, SALES),
                "the columns of the input 'sales' are not complete");
    }

    @Test
    void aHeaderOfOtherNamesIsLeftOut() {
        assertEquals(counted(1, 3), read("jan,feb,mar\n1,2,3\n", false, SALES).get(0));
        assertTrue(read("sales_2,sales_1,sales_0\n3,2,1\n", false, SALES).contains(counted(1, 3)));
    }
}
