package io.github.cornu.importer.layer.operation.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.UnsupportedModelException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RE2 writes in another way than Java; that both find the same is shown by goldens. */
class RegularExpressionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a++",
                "a(?=b)",
                "(?<name>a)",
                "(?<!a)b",
                "(?P<name",
                "(?m)a$",
                "(?U)a*",
                "\\C",
                "\\Qa\\E",
                "\\1",
                "\\h",
                "[\\b]",
                "[[:nothing:]]",
                "[[:alpha",
                "[a",
                "(a",
                "a)",
                "\\p{Greek}",
                "\\p{^L}",
                "*",
                "\\",
            })
    void whatIsNotKnownIsRefused(String pattern) {
        String message = assertThrows(UnsupportedModelException.class, () -> RegularExpression.pattern(pattern))
                .getMessage();
        assertTrue(message.startsWith("the regular expression '" + pattern + "', at its character "), message);
    }

    @ParameterizedTest
    @CsvSource({"\\1, $1", "$, \\$", "\\\\1, \\\\1", "\\12, $1\\2", "a\\0b, a$0b", "'', ''"})
    void replacementsAreThoseOfJava(String rewrite, String expected) {
        assertEquals(expected, RegularExpression.replacement(rewrite));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "\\a", "x\\"})
    void wrongReplacementsAreRefused(String rewrite) {
        assertThrows(UnsupportedModelException.class, () -> RegularExpression.replacement(rewrite));
    }
}
