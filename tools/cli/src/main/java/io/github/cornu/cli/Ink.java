package io.github.cornu.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Colours on a terminal. Where the output goes elsewhere, or {@code NO_COLOR} is set, texts are as they were given; see
 * {@link Ansi#AUTO}.
 */
final class Ink {
    private static final String RULE = "={3,}";

    private Ink() {}

    static String good(String text) {
        return in(text, Style.fg_green);
    }

    static String bad(String text) {
        return in(text, Style.bold, Style.fg_red);
    }

    static String strong(String text) {
        return in(text, Style.bold);
    }

    /** For what helps to find one's way, and is not the matter itself. */
    static String faint(String text) {
        return in(text, Style.faint);
    }

    /** Ends with a reset, since terminals do not agree on what ends bold. */
    private static String in(String text, IStyle... styles) {
        return Ansi.AUTO.enabled() && !text.isEmpty() ? Style.on(styles) + text + Style.reset.off() : text;
    }

    /** A text with tables: their heads stand out, their rules stand back, and what is not supported is red. */
    static String table(String text) {
        if (!Ansi.AUTO.enabled()) {
            return text;
        }
        StringBuilder all = new StringBuilder();
        text.lines().forEach(line -> all.append(row(line)).append('\n'));
        return all.toString();
    }

    private static String row(String line) {
        if (line.matches(RULE)) {
            return faint(line);
        }
        if (line.startsWith("Layer (type)")) {
            return strong(line);
        }
        return line.contains(", not supported ") || line.startsWith("Not supported: ") ? bad(line) : line;
    }
}
