package io.github.cornu.importer.layer.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.importer.config.KerasWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code load_assets} of Keras's IndexLookup: {@code split("\n")}, and {@code splitlines()} since 3.14. */
class VocabularyLinesTest {
    private static List<String> read(String text, String version) {
        return VocabularyLines.of(text, KerasWriter.parse(version, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.15.0", "2.11.0-tf", "3.0.5", "3.13.2"})
    void anEmptyLastLineIsTheEmptyText(String version) {
        assertEquals(List.of("", "[UNK]", "a", ""), read("\n[UNK]\na\n", version));
        assertEquals(List.of(""), read("", version));
        assertEquals(List.of("a\u2028b\f", "c"), read("a\u2028b\f\nc", version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.14.0", "3.15.1"})
    void newerOnesLeaveOutEmptyLinesAtTheEnd(String version) {
        assertEquals(List.of("", "[UNK]", "", "a"), read("\n[UNK]\n\na\n\n", version));
        assertEquals(List.of(), read("", version));
        assertEquals(
                List.of("a", "b", "c", "d", "e", "f", "g", "h", "i\u001fj"),
                read("a\u000bb\fc\u001cd\u001de\u001ef\u0085g\u2028h\u2029i\u001fj\u2029", version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.15.0", "3.5.0", "3.15.1"})
    void linesOfWindowsHaveNoCarriageReturns(String version) {
        assertEquals(List.of("", "[UNK]", "a", "b", "c"), read("\r\n[UNK]\r\na\rb\r\nc", version));
    }

    @Test
    void whatNoVersionCutsAtStays() {
        assertEquals(List.of("a\tb\u00a0c\u200b"), read("a\tb\u00a0c\u200b", "3.15.1"));
    }
}
