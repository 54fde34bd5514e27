package io.github.cornu.importer.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of classes as Keras makes paths of them. */
public final class ClassNames {
    private static final Pattern NO_WORD = Pattern.compile("\\W+");
    private static final Pattern CAPITALIZED = Pattern.compile("(.)([A-Z][a-z]+)");
    private static final Pattern LOWER_UPPER = Pattern.compile("([a-z])([A-Z])");

    private ClassNames() {}

    /** The name of a class in snake case, without its package; that of the models of old files is another today. */
    public static String snakeCase(String className) {
        String name = className.substring(className.lastIndexOf('>') + 1);
        name = name.equals("Model") ? "Functional" : NO_WORD.matcher(name).replaceAll("");
        name = CAPITALIZED.matcher(name).replaceAll("$1_$2");
        return LOWER_UPPER.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }
}
