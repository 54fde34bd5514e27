package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** A run of the command inside this JVM: its exit code and all that it printed. */
record Run(int exit, String out, String err) {
    /** Runs the command; arguments may be paths and numbers. */
    static Run cornu(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
        int exit = Cornu.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new Run(exit, out.toString(), err.toString());
    }

    /** It succeeded and had nothing to complain about. */
    Run succeeds() {
        assertEquals("", err);
        assertEquals(0, exit);
        return this;
    }

    /** It failed with one line that has these parts, and no more. */
    Run fails(String... parts) {
        assertEquals(1, errorLines().size(), err);
        assertComplaint(1, parts);
        assertEquals("", out);
        return this;
    }

    /** It did not understand its arguments: one line that has these parts, and a hint. */
    Run isWrongUsage(String... parts) {
        assertEquals(2, errorLines().size(), err);
        assertTrue(errorLines().get(1).matches("Try 'cornu.* --help'\\."), err);
        assertComplaint(2, parts);
        assertEquals("", out);
        return this;
    }

    private void assertComplaint(int code, String... parts) {
        assertTrue(err.startsWith("cornu: "), err);
        for (String part : parts) {
            assertTrue(err.contains(part), () -> "expected '" + part + "' in " + err);
        }
        assertFalse(err.contains("unexpected error"), err);
        assertFalse(err.matches("(?s).*: null\\R.*"), err);
        assertFalse(err.contains("\tat "), err);
        assertEquals(code, exit);
    }

    List<String> lines() {
        return out.lines().toList();
    }

    List<String> errorLines() {
        return err.lines().toList();
    }
}
