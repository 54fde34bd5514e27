package io.github.cornu.cli;

import io.github.cornu.ModelException;
import io.github.cornu.Printable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The {@code cornu} command. */
@Command(
        name = "cornu",
        description = "Runs trained Keras models on the JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit code: 0 success, 1 a bad model, input, state or output, 2 wrong usage."})
public final class Cornu {
    /** A bad model, input or state. */
    static final int FAILURE = 1;
    /** Wrong usage. */
    static final int USAGE = 2;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    private Cornu() {}

    /** Runs the command on the standard streams and returns its exit code. */
    static int run(String... args) {
        return run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        Cornu cornu = new Cornu();
        CommandLine line = new CommandLine(cornu);
        addCommands(line, args);
        line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .registerConverter(Path.class, Cornu::file)
                .setParameterExceptionHandler(Cornu::wrongUsage)
                .setExecutionExceptionHandler((e, command, result) -> cornu.failure(e, command));
        if (args.length == 0) {
            return withoutCommand(line);
        }
        int exit = cornu.execute(line, args);
        if (out.checkError()) {
            err.println("cornu: the standard output cannot be written");
            return exit == 0 ? FAILURE : exit;
        }
        return exit;
    }

    private int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return failure(new ModelException("it needs more memory than Java has here: " + e, e), line);
        }
    }

    /** All of them, or the one that is called: each costs milliseconds, since its options are found by reflection. */
    private static void addCommands(CommandLine line, String... args) {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("summary", SummaryCommand.class);
        commands.put("predict", PredictCommand.class);
        commands.put("generate", GenerateCommand.class);
        commands.put("verify", VerifyCommand.class);
        commands.put("convert", ConvertCommand.class);
        commands.put("bench", BenchCommand.class);
        commands.put("states", StatesCommand.class);
        boolean known = args.length > 0 && commands.containsKey(args[0]);
        commands.put("completion", CompletionCommand.class);
        commands.put("help", HelpCommand.class);
        if (known) {
            commands.keySet().retainAll(List.of(args[0]));
        }
        commands.forEach(line::addSubcommand);
    }

    /** A file, which must have a name for the messages. */
    private static Path file(String text) {
        Path path = Path.of(text);
        if (text.isEmpty() || path.getFileName() == null) {
            throw new TypeConversionException("'" + text + "' is no file name");
        }
        return path;
    }

    private static int withoutCommand(CommandLine line) {
        line.usage(line.getErr());
        return USAGE;
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        line.getErr().println("cornu: " + Printable.message(WrongUsage.problem(e, args)));
        line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return USAGE;
    }

    private int failure(Exception e, CommandLine line) {
        boolean known = e instanceof ModelException;
        String text = known ? e.getMessage() : Printable.message("unexpected error: " + e);
        line.getErr().println("cornu: " + text);
        if (debug) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            line.getErr().print(Printable.text(trace.toString()));
        } else if (!known) {
            line.getErr().println("Run it with --debug for the stack trace.");
        }
        return FAILURE;
    }
}
