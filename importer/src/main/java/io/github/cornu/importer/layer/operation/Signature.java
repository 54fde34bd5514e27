package io.github.cornu.importer.layer.operation;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a function and those of its parameters, for instance {@code Sum(x, axis, keepdims)}.
 *
 * @param parameters in their order; one whose name begins with a star takes all arguments by position
 */
public record Signature(String name, List<String> parameters) {
    private static final String SEPARATOR = ", ";

    static Signature parse(String text) {
        int open = text.indexOf('(');
        if (open < 1 || !text.endsWith(")")) {
            throw new IllegalArgumentException("no signature: " + text);
        }
        List<String> parameters = new ArrayList<>();
        int from = open + 1;
        for (int to = text.indexOf(SEPARATOR, from); to >= 0; to = text.indexOf(SEPARATOR, from)) {
            parameters.add(text.substring(from, to));
            from = to + SEPARATOR.length();
        }
        parameters.add(text.substring(from, text.length() - 1));
        return new Signature(text.substring(0, open), parameters);
    }
}
