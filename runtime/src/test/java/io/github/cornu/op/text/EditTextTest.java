package io.github.cornu.op.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Op;
import io.github.cornu.op.custom.JavaTexts;
import io.github.cornu.op.text.EditText.Edit;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits that fill their room to its end, and texts that cannot be edited. */
class EditTextTest {
    private static List<String> edited(Op op, String... texts) {
        GraphBuilder graph = new GraphBuilder("texts");
        Value x = graph.input(new TensorSpec("x", Shape.of(Shape.FREE, 1, Shape.FREE), true));
        graph.output("y", graph.add("edit", "Edit", op, x));
        return Texts.read(Model.compile(graph.build()).run(Texts.of(texts)));
    }

    private static String problem(Op op, String... texts) {
        return assertThrows(ModelException.class, () -> edited(op, texts)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "a, <$0>, <a><a><a>",
        "a, $0$0$0, aaaaaaaaa",
        "a*, ++, ++",
        "b*, ++, ++a++a++a++",
        "(a)(a), $2$1$2$1, aaaaa",
        "'', \\$\\\\, $\\a$\\a$\\a$\\"
    })
    void replacementsHaveRoom(String pattern, String replacement, String expected) {
        assertEquals(List.of(expected), edited(new EditText(Edit.REPLACE_ALL, pattern, replacement), "aaa"));
    }

    @Test
    void lettersOfOtherLengthsHaveRoom() {
        assertEquals(List.of("SSFFI", "İ"), edited(EditText.of(Edit.UPPER), "ßﬃ", "İ"));
        assertEquals(List.of("i̇i̇", "😀"), edited(EditText.of(Edit.LOWER), "İİ", "😀"));
    }

    @Test
    void functionsInJavaHaveRoomForFourTimesAsMuchAnd64More() {
        assertEquals(List.of("abab", ""), edited(JavaTexts.of(text -> text + text), "ab", ""));
        assertEquals(List.of("ab".repeat(36)), edited(JavaTexts.of(text -> text.repeat(36)), "ab"));
        assertEquals(
                "layer 'edit' (Edit): its text of 74 characters is longer than 72",
                problem(JavaTexts.of(text -> text.repeat(37)), "ab"));
    }

    @Test
    void functionsInJavaThatFailAreNamed() {
        assertEquals(
                "layer 'edit' (Edit): its Java function failed: java.lang.NullPointerException: it gave null",
                problem(JavaTexts.of(text -> null), "ab"));
        assertEquals(
                "layer 'edit' (Edit): its Java function failed: java.lang.IllegalArgumentException: "
                        + "it gave a token with the character U+001F",
                problem(JavaTexts.splitting(text -> List.of(text + "\u001f")), "ab"));
        assertEquals(
                List.of("a\u001f\u001fb\u001f", ""),
                edited(JavaTexts.splitting(text -> text.isEmpty() ? List.of() : List.of(text.split(","))), "a,,b", ""));
    }

    @Test
    void textsThatAreTooLongForAPatternAreNamed() {
        String problem = problem(new EditText(Edit.REPLACE_ALL, "(a|b)*", ""), "ab".repeat(50_000));
        assertEquals(
                "layer 'edit' (Edit): a text of 100000 characters is too long for its regular expression", problem);
    }

    @Test
    void replacementsNameGroupsThatAreThere() {
        assertThrows(IllegalArgumentException.class, () -> new EditText(Edit.REPLACE_FIRST, "(a)", "$2"));
        assertEquals(List.of("$2a"), edited(new EditText(Edit.REPLACE_FIRST, "(a)", "\\$2$1"), "a"));
    }

    @Test
    void editsInARowDoNotGrow() {
        EditText spaces = new EditText(Edit.REPLACE_ALL, "[^a-z]", " ");
        assertEquals(240, spaces.width(240));
        assertEquals(960, new EditText(Edit.REPLACE_ALL, "n't", " not").width(240));
    }

    @Test
    void partsBeginInTheText() {
        assertEquals(List.of("c", ""), edited(new SubText(2, 5, false), "abc", "ab"));
        assertEquals(
                "layer 'edit' (Edit): the text 'ab' of the length 2 has no position 3",
                problem(new SubText(3, 1, false), "abc", "ab"));
        assertEquals(
                "layer 'edit' (Edit): the text 'ab' of the length 2 has no position -3",
                problem(new SubText(-3, 1, true), "abc", "ab"));
        assertEquals(
                "layer 'edit' (Edit): a part of the bytes of 'äb' cuts a character",
                problem(new SubText(1, 1, true), "äb"));
    }
}
