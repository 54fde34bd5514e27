package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatIsShownStaysAsItIs() {
        for (String text : new String[] {"", "encoder/lstm_1", "größe 層 \ud83d\ude00 é"}) {
            assertEquals(text, Printable.name(text));
            assertEquals(text, Printable.message(text));
        }
        String plain = "lstm_1";
        assertSame(plain, Printable.name(plain));
    }

    @Test
    void whatWouldBeObeyedIsEscaped() {
        assertEquals("\\u001b[2J", Printable.name("\u001b[2J"));
        assertEquals("a\\n\\r\\tb", Printable.name("a\n\r\tb"));
        assertEquals(
                "\\u202e\\u2066\\u200f\\u2028\\u2029\\u0085", Printable.name("\u202e\u2066\u200f\u2028\u2029\u0085"));
        assertEquals("\\ud800x", Printable.name("\ud800x"));
        assertEquals("\\udb40\\udc41", Printable.name("\udb40\udc41"));
        assertEquals("a\n\tb\\r", Printable.text("a\n\tb\r"));
    }

    @Test
    void escapingTwiceChangesNothing() {
        String once = Printable.name("\u001b\u202e" + "a".repeat(500));
        assertEquals(once, Printable.name(once));
        assertEquals(once, Printable.message(once));
    }

    @Test
    void longNamesLoseTheirMiddle() {
        assertEquals("a".repeat(50) + "…" + "b".repeat(49), Printable.name("a".repeat(5000) + "b".repeat(5000)));
        assertEquals("a".repeat(100), Printable.name("a".repeat(100)));
    }

    @Test
    void messagesHaveOneLineAndAnEnd() {
        assertEquals("a b", Printable.message("a \r\n  b"));
        assertEquals(
                "x " + "a".repeat(100) + "…" + "a".repeat(99) + " y", Printable.message("x " + "a".repeat(999) + " y"));
        assertEquals(4000, Printable.message("a ".repeat(5000)).length());
    }

    @Test
    void anErrorIsPrintable() {
        ModelException e = new ModelException("m\u001b.h5", "lstm\n", "\u202eLSTM", "no '\u0007'", null);
        assertEquals("m\\u001b.h5: layer 'lstm\\n' (\\u202eLSTM): no '\\u0007'", e.getMessage());
    }
}
