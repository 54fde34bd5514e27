package io.github.cornu.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one line that says what is right. */
final class WrongUsage {
    private static final String NO_VALUE = "Missing required parameter for option";
    private static final String NO_SUCH_COMMAND = "Unknown subcommand '";

    private WrongUsage() {}

    static String problem(ParameterException e, String... args) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            // A slip in the name of an option is why it is missing.
            List<String> unknown = unknownOptions(e.getCommandLine(), args);
            if (!unknown.isEmpty()) {
                return unmatched(new UnmatchedArgumentException(e.getCommandLine(), unknown));
            }
            return missing(missing.getMissing(), message.startsWith(NO_VALUE));
        }
        if (e instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice";
        }
        if (message.startsWith(NO_SUCH_COMMAND)) {
            String given = message.substring(NO_SUCH_COMMAND.length()).replaceFirst("'\\.?$", "");
            CommandLine root = e.getCommandLine();
            return unmatched(new UnmatchedArgumentException(root, List.of(given)));
        }
        return e.getArgSpec() != null && e.getValue() != null ? unfit(e.getArgSpec(), e) : message;
    }

    private static List<String> unknownOptions(CommandLine line, String... args) {
        return Arrays.stream(args)
                .filter(argument -> argument.startsWith("--"))
                .map(argument -> argument.replaceFirst("=.*", ""))
                .filter(name -> !line.getCommandSpec().optionsMap().containsKey(name))
                .toList();
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String given = e.getUnmatched().get(0);
        if (e.isUnknownOption()) {
            return "unknown option '" + given + "'" + suggestion(e);
        }
        if (e.getCommandLine().getParent() != null) {
            return "unexpected argument '" + given + "'" + suggestion(e);
        }
        boolean isFile = given.contains(".") || given.contains("/");
        return "unknown command '" + given + "'"
                + (isFile ? "; a command comes first: cornu summary " + given : suggestion(e));
    }

    private static String suggestion(UnmatchedArgumentException e) {
        List<String> names = e.getSuggestions();
        return names.isEmpty()
                ? ""
                : "; did you mean " + String.join(" or ", names.subList(0, Math.min(2, names.size()))) + "?";
    }

    private static String missing(List<ArgSpec> arguments, boolean valueOnly) {
        if (valueOnly) {
            ArgSpec first = arguments.get(0);
            return name(first) + " needs a value: " + name(first) + " " + first.paramLabel();
        }
        return joined(arguments.stream().map(WrongUsage::usage).toList(), "and")
                + (arguments.size() == 1 ? " is missing" : " are missing");
    }

    /** A value that is none of its type. */
    private static String unfit(ArgSpec argument, ParameterException e) {
        Class<?> type = argument.auxiliaryTypes()[0];
        String expected;
        if (type.isEnum()) {
            expected = choice(type);
        } else if (type == int.class || type == Integer.class || type == long.class) {
            expected = "a whole number";
        } else if (type == double.class || type == Double.class) {
            expected = "a number";
        } else if (type == Boolean.class) {
            expected = "true or false";
        } else {
            return name(argument) + ": "
                    + (e.getCause() instanceof TypeConversionException cause ? cause.getMessage() : e.getMessage());
        }
        return name(argument) + " must be " + expected + ", got '" + e.getValue() + "'";
    }

    private static String choice(Class<?> type) {
        return joined(
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                        .toList(),
                "or");
    }

    /** As in {@code a, b and c}. */
    private static String joined(List<String> names, String word) {
        int last = names.size() - 1;
        String before = String.join(", ", names.subList(0, last));
        return before.isEmpty() ? names.get(last) : before + " " + word + " " + names.get(last);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String usage(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }
}
