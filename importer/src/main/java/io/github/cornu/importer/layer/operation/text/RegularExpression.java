package io.github.cornu.importer.layer.operation.text;

import io.github.cornu.UnsupportedModelException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of RE2, which TensorFlow has, as those of {@link Pattern}. Both look for the same matches; they
 * write some things in different ways, and some letters mean different characters.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">the syntax of RE2</a>
 */
final class RegularExpression {
    private static final String WORD = "0-9A-Za-z_";
    private static final String AT_WORD = "(?<=[" + WORD + "])(?![" + WORD + "])|(?<![" + WORD + "])(?=[" + WORD + "])";
    private static final String INSIDE = "(?<=[" + WORD + "])(?=[" + WORD + "])|(?<![" + WORD + "])(?![" + WORD + "])";
    private static final String SPACES = "\\t\\n\\f\\r ";
    /** Any other brace stands for itself. */
    private static final Pattern TIMES = Pattern.compile("\\{\\d+(,\\d*)?\\}");
    /** POSIX's classes, as what stands between brackets. */
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("alnum", "0-9A-Za-z"),
            Map.entry("alpha", "A-Za-z"),
            Map.entry("ascii", "\\x00-\\x7F"),
            Map.entry("blank", "\\t "),
            Map.entry("cntrl", "\\x00-\\x1F\\x7F"),
            Map.entry("digit", "0-9"),
            Map.entry("graph", "!-~"),
            Map.entry("lower", "a-z"),
            Map.entry("print", " -~"),
            Map.entry("punct", "!-/:-@\\[-`{-~"),
            Map.entry("space", "\\t\\n\\x0B\\f\\r "),
            Map.entry("upper", "A-Z"),
            Map.entry("word", WORD),
            Map.entry("xdigit", "0-9A-Fa-f"));

    private final String source;
    private final StringBuilder pattern = new StringBuilder();
    private int at;

    private RegularExpression(String source) {
        this.source = source;
    }

    /**
     * The same expression for {@link Pattern}.
     *
     * @throws UnsupportedModelException if it has what is not known here
     */
    static String pattern(String source) {
        RegularExpression expression = new RegularExpression(source);
        // The dot leaves out the line feed only, and letters of all scripts have capitals.
        expression.pattern.append("(?du)");
        while (expression.at < source.length()) {
            expression.next();
        }
        String pattern = expression.pattern.toString();
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw expression.unknown();
        }
        return pattern;
    }

    /** A replacement of RE2, with \0 to \9 for the groups, as {@link Matcher#appendReplacement} reads it. */
    static String replacement(String rewrite) {
        StringBuilder replacement = new StringBuilder();
        for (int i = 0; i < rewrite.length(); i++) {
            char c = rewrite.charAt(i);
            if (c != '\\') {
                replacement.append(c == '$' ? "\\$" : String.valueOf(c));
                continue;
            }
            i++;
            char escaped = i < rewrite.length() ? rewrite.charAt(i) : ' ';
            if (escaped != '\\' && !Character.isDigit(escaped)) {
                throw new UnsupportedModelException("the replacement '" + rewrite + "' of a regular expression");
            }
            replacement.append(escaped == '\\' ? "\\\\" : "$" + escaped);
            // Java would read a digit behind it as one of the same number.
            boolean digits = i + 1 < rewrite.length() && Character.isDigit(rewrite.charAt(i + 1));
            replacement.append(digits && escaped != '\\' ? "\\" : "");
        }
        return replacement.toString();
    }

    private UnsupportedModelException unknown() {
        String line = source.replaceAll("\\p{Cntrl}", " ");
        return new UnsupportedModelException("the regular expression '" + line + "', at its character " + (at + 1));
    }

    private char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : 0;
    }

    private void next() {
        char c = source.charAt(at);
        switch (c) {
            case '\\' -> escape(false);
            case '[' -> brackets();
            case '(' -> group();
            case '$' -> append("\\z", 1);
            case '+' -> quantifier();
            case '{' -> append(TIMES.matcher(source).region(at, source.length()).lookingAt() ? "{" : "\\{", 1);
            default -> append(String.valueOf(c), 1);
        }
    }

    private void append(String text, int length) {
        pattern.append(text);
        at += length;
    }

    /** Java reads a plus behind another quantifier in its own way; RE2 refuses it, so that no file has it. */
    private void quantifier() {
        append("+", 1);
        if (peek(0) == '+') {
            throw unknown();
        }
    }

    private void group() {
        boolean plain = peek(1) != '?';
        boolean unnamed = peek(1) == '?' && peek(2) == ':';
        boolean named = peek(1) == '?' && peek(2) == 'P' && peek(3) == '<';
        if (plain || unnamed) {
            append(plain ? "(" : "(?:", plain ? 1 : 3);
        } else if (named && source.indexOf('>', at) > 0) {
            append("(", source.indexOf('>', at) + 1 - at);
        } else {
            flags();
        }
    }

    private void flags() {
        int end = at + 2;
        while (end < source.length() && "is".indexOf(source.charAt(end)) >= 0) {
            end++;
        }
        boolean whole = end > at + 2 && end < source.length() && ":)".indexOf(source.charAt(end)) >= 0;
        if (!whole) {
            throw unknown();
        }
        append(source.substring(at, end + 1), end + 1 - at);
    }

    /** What a backslash and the next character stand for. */
    private void escape(boolean inBrackets) {
        char c = peek(1);
        switch (c) {
            case 's' -> append(inBrackets ? SPACES : "[" + SPACES + "]", 2);
            case 'd' -> append(inBrackets ? "0-9" : "[0-9]", 2);
            case 'w' -> append(inBrackets ? WORD : "[" + WORD + "]", 2);
            case 'S' -> append("[^" + SPACES + "]", 2);
            case 'D' -> append("[^0-9]", 2);
            case 'W' -> append("[^" + WORD + "]", 2);
            case 'v' -> append("\\x0B", 2);
            case 'a', 'f', 't', 'n', 'r', 'x' -> append("\\" + c, 2);
            case 'b' -> word(inBrackets, AT_WORD);
            case 'B' -> word(inBrackets, INSIDE);
            case 'A', 'z' -> word(inBrackets, "\\" + c);
            case 'p', 'P' -> property();
            default -> {
                if (c == 0 || c < 0x80 && Character.isLetterOrDigit(c)) {
                    throw unknown();
                }
                append("\\" + c, 2);
            }
        }
    }

    private void word(boolean inBrackets, String text) {
        if (inBrackets) {
            throw unknown();
        }
        append("(?:" + text + ")", 2);
    }

    /** A general category of Unicode by one letter or two; names of scripts differ. */
    private void property() {
        int open = peek(2) == '{' ? 1 : 0;
        int end = open == 1 ? source.indexOf('}', at) : at + 3;
        if (end < 0 || end > source.length() || end - at - 2 - open > 2 || peek(2 + open) == '^') {
            throw unknown();
        }
        String category = source.substring(at + 2 + open, end);
        // Which code points are unassigned, Java's category C too, depends on its version.
        String names = category.equals("C") ? "\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}" : "\\p{" + category + "}";
        append((peek(1) == 'P' ? "[^" : "[") + names + "]", end + open - at);
    }

    /** A set of characters, in which Java gives a meaning to brackets and to two ampersands. */
    private void brackets() {
        append("[", 1);
        if (peek(0) == '^') {
            append("^", 1);
        }
        boolean first = true;
        while (peek(0) != ']' || first) {
            if (at >= source.length()) {
                throw unknown();
            }
            element();
            first = false;
        }
        append("]", 1);
    }

    private void element() {
        char c = peek(0);
        boolean isPosix = c == '[' && peek(1) == ':';
        boolean isClass = isPosix || c == '\\' && "sdwSDWpP".indexOf(peek(1)) >= 0;
        if (c == '\\') {
            escape(true);
        } else if (isPosix) {
            posix();
        } else {
            boolean special = c == '[' || c == '&' || c == ']' || c == '^';
            append(special ? "\\" + c : String.valueOf(c), 1);
        }
        // No range begins with a class.
        if (isClass && peek(0) == '-') {
            append("\\-", 1);
        }
    }

    private void posix() {
        int end = source.indexOf(":]", at);
        String name = end < 0 ? "" : source.substring(at + 2, end);
        boolean negated = name.startsWith("^");
        String known = CLASSES.get(negated ? name.substring(1) : name);
        if (known == null) {
            throw unknown();
        }
        append(negated ? "[^" + known + "]" : known, end + 2 - at);
    }
}
