package io.github.cornu;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts from files as they may be shown: on one line, in the order of their characters, and not endless. What a
 * terminal or a page would obey instead of showing it is escaped as in Java and JSON: control characters, marks that
 * turn the direction of writing or cannot be seen, line and paragraph separators, halves of characters, and what
 * Unicode has not assigned. What has been made printable stays as it is.
 */
public final class Printable {
    private static final int NAME = 100;
    private static final int WORD = 200;
    private static final int MESSAGE = 4000;
    private static final Pattern LONG_WORD = Pattern.compile("\\S{" + (WORD + 1) + ",}");
    private static final String DOTS = "…";

    private Printable() {}

    /** A name in a table or a text; the middle of one with more than 100 characters is left out. */
    public static String name(String text) {
        return cut(escape(text, ""), NAME);
    }

    /** A message on one line; long words lose their middle, and a very long message its end. */
    public static String message(String text) {
        String line = text(text.replaceAll("\\s*[\\r\\n]+\\s*", " "));
        String cut = LONG_WORD.matcher(line).replaceAll(word -> Matcher.quoteReplacement(cut(word.group(), WORD)));
        return cut.length() <= MESSAGE ? cut : cut.substring(0, MESSAGE - 1) + DOTS;
    }

    /** A text of any length that may have several lines, and tabs. */
    public static String text(String text) {
        return escape(text, "\n\t");
    }

    private static String cut(String text, int length) {
        int half = length / 2;
        return text.length() <= length
                ? text
                : text.substring(0, length - half) + DOTS + text.substring(text.length() - half + 1);
    }

    private static String escape(String text, String allowed) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.substring(0, plain));
        for (int i = plain; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (isShown(point) || allowed.indexOf(point) >= 0) {
                result.appendCodePoint(point);
            } else {
                escape(point, result);
            }
        }
        return result.toString();
    }

    private static boolean isPlain(char character) {
        return character >= ' ' && character <= '~';
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static void escape(int point, StringBuilder to) {
        switch (point) {
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                for (char part : Character.toChars(point)) {
                    to.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) {
                        to.append(Character.forDigit(part >> shift & 15, 16));
                    }
                }
            }
        }
    }
}
