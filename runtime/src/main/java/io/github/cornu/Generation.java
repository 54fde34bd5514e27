package io.github.cornu;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * Lets a model go on from its own outputs: forecasts from numbers, and language models from tokens. The session belongs
 * to the calling thread meanwhile.
 *
 * <pre>{@code
 * Session session = model.newSession().stream();
 * Tensor next30 = Generation.run(session, Tensor.of(known, 1, 20, 1), 30, Feedback.identity());
 *
 * Session text = languageModel.newSession().stream();
 * int[] tokens = Generation.tokens(text, prompt, 100, Sampling.random(7).withTemperature(0.8).withEnd(end));
 * List<Beam> likeliest = Generation.beams(languageModel.newSession().stream(), prompt, 20, 4, end);
 * }</pre>
 */
public final class Generation {
    private Generation() {}

    /**
     * Runs a known sequence, then feeds each output back as the next input. The session's states go on from where they
     * are; afterwards they are those after the last step that was fed.
     *
     * @param session of a stream, {@link Session#stream}; its model has one input and one output
     * @param known the sequence so far, shape (batch, steps, features), or (batch, steps) for a model that takes
     *     indices
     * @param steps how many outputs to generate, at least 1: the first is what the model gives after the last known
     *     step
     * @param feedback makes an input from the last output
     * @return the outputs, shape (batch, steps, units); fewer steps if the feedback stopped
     * @throws ModelException if the input does not fit, or no output comes at a step
     */
    public static Tensor run(Session session, Tensor known, int steps, Feedback feedback) {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(known, "known");
        Objects.requireNonNull(feedback, "feedback");
        if (steps < 1) {
            throw new IllegalArgumentException("cannot generate " + steps + " steps");
        }
        List<Tensor> generated = new ArrayList<>();
        generated.add(last(session, session.run(known)));
        while (generated.size() < steps) {
            Tensor input = feedback.next(generated.get(generated.size() - 1), generated.size());
            if (input == null) {
                break;
            }
            generated.add(last(
                    session, session.run(Tensor.of(input.data(), input.shape().insert(1, 1)))));
        }
        return joined(generated);
    }

    /**
     * Runs a model on a window of the last known steps, appends what the feedback makes of its output, and slides the
     * window on by one step: forecasts of a model that was made for a fixed number of steps, each from these alone. A
     * stream, as in {@link #run}, remembers all steps, and so gives other numbers.
     *
     * @param session that is no stream; its model has one input and one output
     * @param known the sequence so far, shape (batch, steps, features), or (batch, steps) for a model that takes
     *     indices: at least as many steps as the model takes; where it takes any number, all known ones are the window
     * @param steps how many outputs to generate, at least 1: the first is what the model gives for the last known steps
     * @param feedback makes the step to append from the last output
     * @return the outputs, shape (batch, steps, units), of a model that gives sequences those of the last step of each
     *     window; fewer steps if the feedback stopped
     * @throws ModelException if there are too few known steps, or the input does not fit
     */
    public static Tensor slide(Session session, Tensor known, int steps, Feedback feedback) {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(known, "known");
        Objects.requireNonNull(feedback, "feedback");
        if (steps < 1) {
            throw new IllegalArgumentException("cannot generate " + steps + " steps");
        }
        Tensor window = lastSteps(known, windowOf(session.model(), known));
        List<Tensor> generated = new ArrayList<>();
        generated.add(lastOf(session, window));
        while (generated.size() < steps) {
            Tensor next = feedback.next(generated.get(generated.size() - 1), generated.size());
            if (next == null) {
                break;
            }
            window = slid(window, next);
            generated.add(lastOf(session, window));
        }
        return joined(generated);
    }

    /**
     * Lets a language model go on with a text. The session's states go on from where they are; afterwards they are
     * those after the last token that was fed: the last one that is returned was not. To go on, give it as the prompt
     * of another call.
     *
     * @param session of a stream, {@link Session#stream}; its model has one input, of indices or of 1 at a token, and
     *     one output with a probability or a logit for each token: numbers of which none is below 0 and whose sum is 1
     *     are probabilities
     * @param prompt at least one token
     * @param most how many tokens to return at most, at least 1; fewer if {@link Sampling#end} came
     * @param sampling how each is chosen; one seed gives one text
     * @return the tokens after the prompt, 1 to {@code most}; each is an index below the length of the output's last
     *     axis
     * @throws ModelException if a token is none of the model, or the stream comes to its end, see {@link
     *     CompileOptions#withStreamSteps}; the tokens before it have been fed
     * @throws IllegalArgumentException if the prompt is empty, or {@code most} is below 1
     */
    public static int[] tokens(Session session, int[] prompt, int most, Sampling sampling) {
        return tokens(session, prompt, most, sampling, token -> true);
    }

    /**
     * As {@link #tokens(Session, int[], int, Sampling)}, token by token.
     *
     * <pre>{@code
     * Generation.tokens(session, prompt, 100, Sampling.greedy(), token -> {
     *     System.out.print(words.get(token) + " ");
     *     return !stopped;
     * });
     * }</pre>
     *
     * @param goOn is given each token as soon as it is chosen, and says whether there shall be another one; what it
     *     throws ends the call
     */
    public static int[] tokens(Session session, int[] prompt, int most, Sampling sampling, IntPredicate goOn) {
        Objects.requireNonNull(goOn, "goOn");
        requireTokens(session, prompt, most);
        Objects.requireNonNull(sampling, "sampling");
        TokenSession model = new TokenSession(session);
        TokenChooser chooser = new TokenChooser(sampling, model.givesProbabilities(), sampling.seed());
        int[] chosen = new int[most];
        int[][] next = {prompt};
        for (int count = 0; count < most; count++) {
            model.run(next);
            int token = chooser.choose(model.outputs(), model.at(0), model.tokens());
            chosen[count] = token;
            next = new int[][] {{token}};
            if (token == sampling.end() || !goOn.test(token)) {
                return Arrays.copyOf(chosen, count + 1);
            }
        }
        return chosen;
    }

    private static void requireTokens(Session session, int[] prompt, int most) {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(prompt, "prompt");
        if (prompt.length == 0) {
            throw new IllegalArgumentException("an empty prompt");
        }
        if (most < 1) {
            throw new IllegalArgumentException("cannot generate " + most + " steps");
        }
    }

    /**
     * The likeliest texts that a language model can go on with, found by beam search: at each token the likeliest
     * sequences go on, so many at once, as the samples of a batch. The session stays as it is.
     *
     * @param session of a stream, as for {@link #tokens(Session, int[], int, Sampling)}; of one sample if it has begun
     * @param prompt at least one token
     * @param most how many tokens a sequence has at most, at least 1
     * @param width how many sequences are searched at once, at least 1; the work of a token and the memory of the
     *     states grow with it
     * @param end the token that ends a sequence, or {@link Sampling#NO_END}
     * @return at most {@code width} sequences, the likeliest first: by the sum of the logarithms, which shorter
     *     sequences have larger
     * @throws ModelException if a token is none of the model, or the stream comes to its end
     * @throws IllegalArgumentException if the prompt is empty, or a number is below 1
     */
    public static List<Beam> beams(Session session, int[] prompt, int most, int width, int end) {
        requireTokens(session, prompt, most);
        if (width < 1) {
            throw new IllegalArgumentException("cannot search " + width + " sequences");
        }
        return new BeamSearch(session.fork(), width, end).run(prompt, most);
    }

    private static int windowOf(Model model, Tensor known) {
        Shape input = model.inputs().get(0).shape();
        int length = input.rank() < 2 ? Shape.FREE : input.length(1);
        int steps = known.shape().rank() < 2 ? 0 : known.shape().length(1);
        if (steps < Math.max(1, length)) {
            throw new ModelException("the known sequence " + known.shape() + " is shorter than the model's window of "
                    + Math.max(1, length) + " steps");
        }
        return length == Shape.FREE ? steps : length;
    }

    /** The output for a window, at its last step. */
    private static Tensor lastOf(Session session, Tensor window) {
        Tensor output = session.run(window);
        return output.shape().rank() < 3
                ? output
                : Tensor.of(lastSteps(output, 1).data(), output.shape().remove(1));
    }

    /** The last steps of sequences. */
    private static Tensor lastSteps(Tensor sequences, int count) {
        int steps = sequences.shape().length(1);
        if (steps == count) {
            return sequences;
        }
        Tensor last = Tensor.zeros(sequences.shape().with(1, count));
        int size = sequences.shape().size(2, sequences.shape().rank());
        for (int r = 0; r < sequences.shape().length(0); r++) {
            System.arraycopy(
                    sequences.data(), (r * steps + steps - count) * size, last.data(), r * count * size, count * size);
        }
        return last;
    }

    /** A window without its first step, and with another one at its end. */
    private static Tensor slid(Tensor window, Tensor next) {
        Shape step = window.shape().remove(1);
        if (!next.shape().equals(step)) {
            throw new ModelException("expected the shape " + step + " for the next step, got " + next.shape());
        }
        Tensor slid = Tensor.zeros(window.shape());
        int row = window.shape().size(1, window.shape().rank());
        int size = step.size(1, step.rank());
        for (int r = 0; r < step.length(0); r++) {
            System.arraycopy(window.data(), r * row + size, slid.data(), r * row, row - size);
            System.arraycopy(next.data(), r * size, slid.data(), (r + 1) * row - size, size);
        }
        return slid;
    }

    /** The last time step of an output. */
    private static Tensor last(Session session, Tensor output) {
        int steps = session.steps(0);
        if (steps == 0) {
            throw new ModelException("no output comes after this step: the model's windows in time wait for more");
        }
        if (output.shape().rank() < 3) {
            return output;
        }
        int batch = output.shape().length(0);
        Shape shape = output.shape().remove(1);
        Tensor last = Tensor.zeros(shape);
        int size = shape.size() / Math.max(1, batch);
        for (int r = 0; r < batch; r++) {
            System.arraycopy(output.data(), (r * steps + steps - 1) * size, last.data(), r * size, size);
        }
        return last;
    }

    private static Tensor joined(List<Tensor> steps) {
        Shape one = steps.get(0).shape();
        int batch = one.length(0);
        Tensor all = Tensor.zeros(one.insert(1, steps.size()));
        int size = one.size() / Math.max(1, batch);
        for (int t = 0; t < steps.size(); t++) {
            for (int r = 0; r < batch; r++) {
                System.arraycopy(steps.get(t).data(), r * size, all.data(), (r * steps.size() + t) * size, size);
            }
        }
        return all;
    }
}
