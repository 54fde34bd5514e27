package io.github.cornu.cli;

import io.github.cornu.InputShapes;
import io.github.cornu.Model;
import io.github.cornu.ModelDetails;
import io.github.cornu.ModelException;
import io.github.cornu.Summary;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.cli.page.DotFile;
import io.github.cornu.cli.page.SummaryPage;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Shape;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cornu summary}. */
@Command(
        name = "summary",
        description = "Prints the layers of a model, as Keras does.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Examples:",
            "  cornu summary model.keras",
            "  cornu summary model.keras --details --batch-size 32",
            "  cornu summary model.keras --html model.html"
        })
final class SummaryCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions model;

    @Option(names = "--details", description = "What each layer became, what was joined or left out, FLOPs and memory.")
    private boolean details;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page with the graph of layers, and the details.")
    private Path html;

    @Option(names = "--dot", paramLabel = "FILE", description = "Write the graph of layers for Graphviz.")
    private Path dot;

    @Mixin
    private CallOptions call;

    @Mixin
    private OutputOptions outputs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        call.check(spec);
        Targets targets = new Targets(spec);
        model.addTo(targets);
        targets.writes("--html", html).writes("--dot", dot);
        check(html, ".html");
        check(dot, ".dot");
        Model loaded = load();
        if (loaded == null) {
            return 0;
        }
        List<Shape> shapes = details || html != null ? shapes(loaded) : List.of();
        PrintWriter out = spec.commandLine().getOut();
        out.print(Ink.table(Summary.of(loaded)));
        if (details) {
            out.print(System.lineSeparator() + Ink.table(Summary.ofDetails(loaded, shapes)));
        }
        out.flush();
        if (html != null || dot != null) {
            write(loaded, shapes);
        }
        return 0;
    }

    /** The model, or null where it is not supported, and its table is printed all the same. */
    private Model load() {
        try {
            return model.load(spec, false);
        } catch (UnsupportedModelException e) {
            if (details || html != null || dot != null) {
                throw e;
            }
            spec.commandLine().getOut().print(Ink.table(model.summary()));
            spec.commandLine().getOut().flush();
            return null;
        }
    }

    private void write(Model loaded, List<Shape> shapes) {
        try (NewFiles files = outputs.newFiles()) {
            if (html != null) {
                String page = SummaryPage.of(model.name(), loaded, ModelDetails.of(loaded, shapes));
                OutputFile.write(files, html, page);
            }
            if (dot != null) {
                OutputFile.write(files, dot, DotFile.of(loaded));
            }
            files.commit();
        }
        for (Path file : new Path[] {html, dot}) {
            if (file != null) {
                spec.commandLine().getOut().println(OutputFile.wrote(file));
            }
        }
    }

    private static void check(Path file, String ending) {
        if (file != null) {
            OutputFile.check(file, ending);
        }
    }

    private List<Shape> shapes(Model loaded) {
        try {
            return InputShapes.of(loaded, call.batch(loaded), call.steps());
        } catch (ModelException e) {
            throw e.in(model.name());
        }
    }
}
