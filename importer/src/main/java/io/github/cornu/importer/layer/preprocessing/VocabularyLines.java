package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.importer.config.KerasWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tokens in the text of a vocabulary, as the version of Keras that wrote the file reads them. */
final class VocabularyLines {
    /** What Python reads as the end of a line where a file is a text. */
    private static final Pattern NEW_LINE = Pattern.compile("\r\n|\r");
    /** What {@code str.splitlines} of Python cuts at, beside line feeds and carriage returns. */
    private static final Pattern BOUNDARY =
            Pattern.compile("[\n\\x{b}\\x{c}\\x{1c}\\x{1d}\\x{1e}\\x{85}\\x{2028}\\x{2029}]");

    private VocabularyLines() {}

    /**
     * One token a line. Up to Keras 3.13 an empty line is the empty text wherever it stands; since 3.14 those at the
     * end are none, and other characters end lines, too.
     */
    static List<String> of(String text, KerasWriter writer) {
        String lines = NEW_LINE.matcher(text).replaceAll("\n");
        if (!writer.isAtLeast(3, 14)) {
            return List.of(lines.split("\n", -1));
        }
        List<String> tokens = new ArrayList<>(List.of(BOUNDARY.split(lines, -1)));
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isEmpty()) {
            tokens.remove(tokens.size() - 1);
        }
        return tokens;
    }
}
