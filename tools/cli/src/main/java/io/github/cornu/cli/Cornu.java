package io.github.cornu.cli;

import io.github.cornu.graph.ModelException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The {@code cornu} command. */
@Command(
        name = "cornu",
        description = "Runs trained Keras models on the JVM.",
        subcommands = {SummaryCommand.class, PredictCommand.class, VerifyCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit code: 0 success, 1 a bad model, input or state, 2 wrong usage."})
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
        CommandLine line = new CommandLine(cornu)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Cornu::wrongUsage)
                .setExecutionExceptionHandler((e, command, result) -> cornu.failure(e, command));
        return args.length == 0 ? withoutCommand(line) : line.execute(args);
    }

    private static int withoutCommand(CommandLine line) {
        line.usage(line.getErr());
        return USAGE;
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        line.getErr().println("cornu: " + e.getMessage().replaceAll("\\s*\\R\\s*", " "));
        line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return USAGE;
    }

    private int failure(Exception e, CommandLine line) {
        boolean known = e instanceof ModelException;
        String text = known ? e.getMessage() : "unexpected error: " + e;
        line.getErr().println("cornu: " + text);
        if (debug) {
            e.printStackTrace(line.getErr());
        } else if (!known) {
            line.getErr().println("Run it with --debug for the stack trace.");
        }
        return FAILURE;
    }
}
