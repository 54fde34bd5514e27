package io.github.cornu.hub;

import io.github.cornu.Feedback;
import io.github.cornu.ModelException;
import io.github.cornu.Sampling;
import io.github.cornu.State;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The decoder of a sequence-to-sequence model on its way through a text: it keeps what its layers have made of the
 * encoder's text, and the keys and values of all steps so far, whose memory grows with them. Calls of any number of
 * tokens give together the bits that one call with all of them gives. For one thread at a time.
 *
 * <pre>{@code
 * Seq2SeqStream stream = model.encode(source);
 * Tensor scores = stream.run(2, 0); // (2, vocabulary)
 * byte[] stored = stream.state().toBytes();
 * Seq2SeqStream other = stream.fork(); // another future of the same past
 * }</pre>
 */
public final class Seq2SeqStream {
    /** The state that says how many steps there were, and the one that says how long the encoder's text is. */
    private static final String STEPS = "steps";

    private static final String SOURCE = "source";

    private final Seq2SeqModel model;
    /** Of the encoder's text, (1, {@link #source}, size). */
    private Map<String, Tensor> crossed;
    /** Of the steps so far, (1, room, size), zeros behind them. */
    private Map<String, Tensor> kept = new LinkedHashMap<>();

    private int source;
    private int steps;

    /**
     * A decoder before its first step.
     *
     * @param crossed what its layers have made of the output of the encoder
     * @param source how many tokens the encoder had
     */
    Seq2SeqStream(Seq2SeqModel model, Map<String, Tensor> crossed, int source) {
        this.model = model;
        this.crossed = crossed;
        this.source = source;
        model.decoder().inputs().forEach(input -> {
            if (model.kept().contains(input.name())) {
                kept.put(input.name(), Tensor.zeros(1, 0, input.shape().length(2)));
            }
        });
    }

    /** The model that it is of. */
    public Seq2SeqModel model() {
        return model;
    }

    /** How many tokens the decoder has had. */
    public int steps() {
        return steps;
    }

    /** How many tokens the encoder has had. */
    int source() {
        return source;
    }

    Tensor crossed(String name) {
        return crossed.get(name);
    }

    Tensor kept(String name) {
        return kept.get(name);
    }

    /** Makes room for steps; those that are kept stay. */
    void makeRoom(int room) {
        kept.replaceAll((name, tensor) -> {
            int own = tensor.shape().length(1);
            return own >= room ? tensor : withSteps(tensor, room);
        });
    }

    private static Tensor withSteps(Tensor tensor, int steps) {
        Shape shape = tensor.shape().with(1, steps);
        return Tensor.of(Arrays.copyOf(tensor.data(), shape.size()), shape);
    }

    /**
     * Keeps new steps.
     *
     * @param from where the first number of the first of them is
     */
    void keep(String name, float[] made, int from, int count) {
        Tensor all = kept.get(name);
        int size = all.shape().length(2);
        System.arraycopy(made, from, all.data(), steps * size, count * size);
    }

    void advance(int count) {
        steps += count;
    }

    /**
     * Gives the decoder its next tokens.
     *
     * @param tokens at least one
     * @return the scores of all tokens for the step after each, (tokens, vocabulary)
     * @throws ModelException if a token is none of the model, or there are more steps than it takes; the stream is as
     *     before
     */
    public Tensor run(int... tokens) {
        Objects.requireNonNull(tokens, "tokens");
        if (tokens.length == 0) {
            throw new IllegalArgumentException("no tokens");
        }
        Tensor scores = DecoderSteps.run(List.of(this), new int[][] {tokens});
        return Tensor.of(scores.data(), scores.shape().remove(0));
    }

    /**
     * Chooses tokens. Afterwards the last one that is returned was not given to the decoder yet: it is the prompt of
     * another call.
     *
     * @param prompt the next tokens of the decoder, at least one
     * @param most how many are chosen at most, at least 1; fewer if {@link Sampling#end} came
     * @param sampling how each is chosen
     * @return the tokens after the prompt
     * @throws ModelException as {@link #run} does; the tokens before have been given
     */
    public int[] tokens(int[] prompt, int most, Sampling sampling) {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(sampling, "sampling");
        if (most < 1) {
            throw new IllegalArgumentException("cannot generate " + most + " steps");
        }
        Feedback choice = Feedback.tokens(model.decoder(), sampling);
        int[] chosen = new int[most];
        int[] next = prompt;
        for (int count = 0; count < most; count++) {
            Tensor scores = run(next);
            int size = scores.shape().length(1);
            float[] last = Arrays.copyOfRange(scores.data(), scores.data().length - size, scores.data().length);
            Tensor token = choice.next(Tensor.of(last, 1, size), count + 1);
            chosen[count] = token == null ? sampling.end() : (int) token.data()[0];
            if (token == null) {
                return Arrays.copyOf(chosen, count + 1);
            }
            next = new int[] {chosen[count]};
        }
        return chosen;
    }

    /** Another stream that goes on from the same steps: another future of the same past. */
    public Seq2SeqStream fork() {
        Seq2SeqStream other = new Seq2SeqStream(model, crossed, source);
        other.kept = new LinkedHashMap<>(kept);
        other.kept.replaceAll((name, tensor) -> withSteps(tensor, tensor.shape().length(1)));
        other.steps = steps;
        return other;
    }

    /** All that it goes on from, the encoder's text included: the encoder need not run again. */
    public State state() {
        List<State.Entry> entries = new ArrayList<>();
        entries.add(new State.Entry(SOURCE, 0, Tensor.of(new float[] {source}, 1, 1)));
        for (String name : model.crossed()) {
            entries.add(new State.Entry(name, 0, crossed.get(name), true));
        }
        entries.add(new State.Entry(STEPS, 0, Tensor.of(new float[] {steps}, 1, 1)));
        for (String name : model.kept()) {
            entries.add(new State.Entry(name, 0, withSteps(kept.get(name), steps), true));
        }
        return new State(model.fingerprint(), entries);
    }

    /**
     * Goes on from a state of one sample, which a stream of any encoder's text has given.
     *
     * @throws ModelException if it is of a model with other weights, unless it does not know its model, or is no such
     *     state; the stream is as before
     */
    public void restore(State state) {
        Objects.requireNonNull(state, "state");
        if (state.model() != State.UNKNOWN_MODEL && state.model() != model.fingerprint()) {
            throw new ModelException("the state is of a model with other weights");
        }
        if (state.entries().size() != 2 + model.crossed().size() + model.kept().size() || state.rows() != 1) {
            throw new ModelException("the state is none of one stream of this model: " + state);
        }
        int newSource = count(state, SOURCE);
        int newSteps = count(state, STEPS);
        Map<String, Tensor> newCrossed = new LinkedHashMap<>();
        model.crossed().forEach(name -> newCrossed.put(name, rows(state, name, newSource, crossed.get(name))));
        Map<String, Tensor> newKept = new LinkedHashMap<>();
        model.kept().forEach(name -> newKept.put(name, rows(state, name, newSteps, kept.get(name))));
        source = newSource;
        steps = newSteps;
        crossed = newCrossed;
        kept = newKept;
    }

    private static int count(State state, String name) {
        Tensor value = state.get(name, 0);
        float count = value.data().length == 1 ? value.data()[0] : -1;
        if (count != (int) count || count < 0) {
            throw new ModelException("the state '" + name + "' is no number of steps");
        }
        return (int) count;
    }

    /** The first steps of a value; it has more if it was joined with longer ones. */
    private static Tensor rows(State state, String name, int count, Tensor like) {
        Tensor value = state.get(name, 0);
        Shape shape = like.shape().with(1, Shape.FREE);
        if (!shape.accepts(value.shape()) || value.shape().length(1) < count) {
            throw new ModelException("the state '" + name + "' has the shape " + value.shape() + ", expected "
                    + like.shape().with(1, count));
        }
        return withSteps(value, count);
    }

    /** How far it is. */
    @Override
    public String toString() {
        return "stream of " + steps + " steps after a text of " + source + " tokens";
    }
}
