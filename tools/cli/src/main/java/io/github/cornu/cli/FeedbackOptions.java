package io.github.cornu.cli;

import io.github.cornu.Beam;
import io.github.cornu.Feedback;
import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Sampling;
import io.github.cornu.Session;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What becomes of outputs that are fed back: numbers, or tokens that are chosen from what the model says of all. */
final class FeedbackOptions {
    enum Kind {
        IDENTITY,
        ONEHOT,
        INDEX
    }

    @Option(
            names = "--feedback",
            paramLabel = "KIND",
            defaultValue = "identity",
            description =
                    "What becomes of an output: identity, the next input as it is; onehot, 1 at its largest number; "
                            + "index, the index of its largest number, for an Embedding (default: ${DEFAULT-VALUE}).")
    private Kind kind;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "With onehot and index: draw from the outputs as probabilities, evened out by T above 1.")
    private Double temperature;

    @Option(names = "--top-k", paramLabel = "K", description = "With onehot and index: draw from the K likeliest only.")
    private Integer topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "With onehot and index: draw from the likeliest only that have the probability P together.")
    private Double topP;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "Of what is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--end", paramLabel = "TOKEN", description = "With onehot and index: end after that index.")
    private Integer end;

    @Option(
            names = "--tokens",
            description = "With index: write the indices that were chosen, (1, steps), in place of the outputs.")
    private boolean tokens;

    @Option(
            names = "--beams",
            paramLabel = "N",
            description = "With index: write the N likeliest sequences of indices that beam search finds, (N, steps), "
                    + "-1 after their ends, in place of the outputs; with --prompt the likeliest of them, as a text.")
    private Integer beams;

    /** Refuses options that do not go together. */
    void check(CommandSpec spec, boolean window) {
        boolean numbers = kind == Kind.IDENTITY;
        require(spec, "--temperature", temperature == null || !numbers && temperature > 0, "and must be above 0");
        require(spec, "--top-k", topK == null || !numbers && topK > 0, "and must be above 0");
        require(spec, "--top-p", topP == null || !numbers && topP > 0 && topP <= 1, "and must be above 0, at most 1");
        require(spec, "--end", end == null || !numbers && end >= 0, "and must not be below 0");
        boolean sequences = tokens || beams != null;
        if (sequences && (kind != Kind.INDEX || window || beams != null && beams < 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--tokens and --beams go with --feedback index, without --window");
        }
        if (beams != null && (tokens || draws())) {
            throw new ParameterException(
                    spec.commandLine(), "--beams finds sequences of its own: leave out what chooses tokens");
        }
    }

    /** Refuses options that are not for a text, whose tokens are fed back. */
    void checkOfText(CommandSpec spec) {
        if (kind != Kind.IDENTITY || tokens) {
            throw new ParameterException(
                    spec.commandLine(), "--prompt takes no --feedback and no --tokens: it writes a text");
        }
        if (beams != null && end != null) {
            throw new ParameterException(
                    spec.commandLine(), "with --prompt and --beams the tokenizer's token ends a text, and no --end");
        }
        kind = Kind.INDEX;
        check(spec, false);
    }

    private static void require(CommandSpec spec, String option, boolean fits, String range) {
        if (!fits) {
            throw new ParameterException(spec.commandLine(), option + " goes with onehot or index, " + range);
        }
    }

    /** How many sequences are searched at once; 0 if tokens are chosen one by one. */
    int beams() {
        return beams == null ? 0 : beams;
    }

    private boolean draws() {
        return temperature != null || topK != null || topP != null;
    }

    /** Whether indices are written in place of outputs. */
    boolean givesTokens() {
        return tokens || beams != null;
    }

    private int end() {
        return end == null ? Sampling.NO_END : end;
    }

    /** How tokens are chosen. */
    Sampling sampling() {
        Sampling sampling = draws() ? Sampling.random(seed) : Sampling.greedy();
        sampling = temperature == null ? sampling : sampling.withTemperature(temperature);
        sampling = topK == null ? sampling : sampling.withTopK(topK);
        sampling = topP == null ? sampling : sampling.withTopP(topP);
        return sampling.withEnd(end());
    }

    /** The feedback for outputs of a model. */
    Feedback feedback(Model model) {
        return switch (kind) {
            case IDENTITY -> Feedback.identity();
            case INDEX -> Feedback.tokens(model, sampling());
            case ONEHOT -> Feedback.oneHot(model, sampling());
        };
    }

    /** The indices after known ones. */
    Tensor tokens(Session session, Tensor known, int steps) {
        if (known.shape().rank() != 2 || known.shape().length(0) != 1) {
            throw new ModelException(
                    "--tokens and --beams go on from one sequence of indices, (1, steps), the input has" + " the shape "
                            + known.shape());
        }
        int[] prompt = new int[known.data().length];
        Arrays.setAll(prompt, i -> (int) known.data()[i]);
        if (beams == null) {
            int[] chosen = Generation.tokens(session, prompt, steps, sampling());
            return rows(List.of(chosen), chosen.length);
        }
        List<int[]> found = Generation.beams(session, prompt, steps, beams, end()).stream()
                .map(Beam::tokens)
                .toList();
        return rows(found, found.stream().mapToInt(row -> row.length).max().orElse(0));
    }

    private static Tensor rows(List<int[]> rows, int length) {
        Tensor all = Tensor.zeros(rows.size(), length);
        Arrays.fill(all.data(), Sampling.NO_END);
        for (int r = 0; r < rows.size(); r++) {
            for (int t = 0; t < rows.get(r).length; t++) {
                all.data()[r * length + t] = rows.get(r)[t];
            }
        }
        return all;
    }
}
