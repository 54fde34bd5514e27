package io.github.cornu.op.text;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An edit of each text, as a function of {@code tf.strings} has it: (…, code points) to (…, code points).
 *
 * @param pattern for what is replaced; else empty
 * @param replacement in place of it, as {@link Matcher#appendReplacement} reads it; else empty
 */
public record EditText(Edit edit, String pattern, String replacement) implements TextToText {
    /** What becomes of a text. */
    public enum Edit {
        /** Capital letters of ASCII become small ones. */
        LOWER_ASCII,
        /** Small letters of ASCII become capitals. */
        UPPER_ASCII,
        /** All letters become small. */
        LOWER,
        /** All letters become capitals. */
        UPPER,
        /** It loses the whitespace of ASCII at both ends. */
        STRIP,
        /** Each match of the pattern is replaced. */
        REPLACE_ALL,
        /** The first match of the pattern is replaced. */
        REPLACE_FIRST
    }

    private static final String SPACES = " \t\n\u000b\f\r";
    /** What one code point becomes at most in other letters. */
    private static final int LONGEST_LETTER = 3;

    public EditText {
        int groups = Pattern.compile(pattern).matcher("").groupCount();
        Replacement parts = Replacement.of(replacement);
        if (parts.highest() > groups) {
            throw new IllegalArgumentException(
                    "the replacement '" + replacement + "' for a pattern of " + groups + " groups in parentheses");
        }
    }

    /** An edit without a pattern. */
    public static EditText of(Edit edit) {
        return new EditText(edit, "", "");
    }

    @Override
    public int width(int width) {
        return switch (edit) {
            case REPLACE_ALL -> replaced(width, matchesNothing() ? width + 1 : 0);
            case REPLACE_FIRST -> replaced(width, 1);
            case LOWER, UPPER -> Math.multiplyExact(LONGEST_LETTER, width);
            default -> width;
        };
    }

    /**
     * The groups that one place of the replacement names are, of all matches, no longer than the text.
     *
     * @param empty how many matches of no code point there may be
     */
    private int replaced(int width, int empty) {
        Replacement parts = Replacement.of(replacement);
        int others = Math.max(1, parts.characters + parts.groups);
        return Math.addExact(Math.multiplyExact(width, others), Math.multiplyExact(empty, parts.characters));
    }

    /** Whether there may be matches of no code point; what looks around may have some in other texts than this one. */
    private boolean matchesNothing() {
        return pattern.contains("(?<") || Pattern.compile(pattern).matcher("").find();
    }

    /** What a replacement has: groups that it names, the highest one, and other characters. */
    private record Replacement(int groups, int highest, int characters) {
        static Replacement of(String text) {
            int groups = 0;
            int highest = 0;
            int characters = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean group = c == '$';
                i += group || c == '\\' ? 1 : 0;
                groups += group ? 1 : 0;
                characters += group ? 0 : 1;
                highest = group && i < text.length() ? Math.max(highest, text.charAt(i) - '0') : highest;
            }
            return new Replacement(groups, highest, characters);
        }
    }

    @Override
    public UnaryOperator<String> editor() {
        Pattern compiled = Pattern.compile(pattern);
        return switch (edit) {
            case LOWER_ASCII -> text -> ascii(text, 'A', 'a');
            case UPPER_ASCII -> text -> ascii(text, 'a', 'A');
            case LOWER -> text -> text.toLowerCase(Locale.ROOT);
            case UPPER -> text -> text.toUpperCase(Locale.ROOT);
            case STRIP -> EditText::strip;
            case REPLACE_ALL -> text -> matched(text, () -> replaced(compiled.matcher(text), text));
            case REPLACE_FIRST ->
                text -> matched(text, () -> compiled.matcher(text).replaceFirst(replacement));
        };
    }

    /** What comes of a text by a regular expression, of which Java needs a stack as deep as groups are repeated. */
    static <T> T matched(String text, Supplier<T> result) {
        try {
            return result.get();
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(
                    "a text of " + text.length() + " characters is too long for its regular expression", e);
        }
    }

    /** As RE2 does it: nothing is replaced where a match ends, nor inside a code point. */
    private String replaced(Matcher matcher, String text) {
        // Not a StringBuilder: Android has no methods of a Matcher for these.
        StringBuffer replaced = new StringBuffer();
        int last = -1;
        while (matcher.find()) {
            int start = matcher.start();
            boolean inside = start > 0 && start < text.length() && Character.isLowSurrogate(text.charAt(start));
            if (matcher.end() > start || start > last && !inside) {
                matcher.appendReplacement(replaced, replacement);
                last = matcher.end();
            }
        }
        return matcher.appendTail(replaced).toString();
    }

    /** The 26 letters from one on become those from another one on. */
    private static String ascii(String text, char from, char to) {
        StringBuilder edited = new StringBuilder(text);
        for (int i = 0; i < edited.length(); i++) {
            int letter = edited.charAt(i) - from;
            if (letter >= 0 && letter <= 'z' - 'a') {
                edited.setCharAt(i, (char) (to + letter));
            }
        }
        return edited.toString();
    }

    private static String strip(String text) {
        int from = 0;
        int end = text.length();
        while (from < end && SPACES.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (end > from && SPACES.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(from, end);
    }
}
