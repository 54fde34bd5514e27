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

    private final Seq2SeqParts parts;
    private final Seq2SeqFingerprint fingerprint;
    private DecoderMemory memory;

    Seq2SeqStream(Seq2SeqParts parts, Seq2SeqFingerprint fingerprint, DecoderMemory memory) {
        this.parts = parts;
        this.fingerprint = fingerprint;
        this.memory = memory;
    }

    Seq2SeqParts parts() {
        return parts;
    }

    DecoderMemory memory() {
        return memory;
    }

    /** How many tokens the decoder has had. */
    public int steps() {
        return memory.steps();
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
        Tensor scores = DecoderSteps.run(parts, List.of(memory), new int[][] {tokens});
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
        Feedback choice = Feedback.tokens(parts.decoder(), sampling);
        int[] chosen = new int[most];
        int[] next = prompt;
        for (int count = 0; count < most; count++) {
            Tensor token = choice.next(TokenRows.last(run(next)), count + 1);
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
        return new Seq2SeqStream(parts, fingerprint, memory.fork());
    }

    /** All that it goes on from, the encoder's text included: the encoder need not run again. */
    public State state() {
        List<State.Entry> entries = new ArrayList<>();
        entries.add(new State.Entry(SOURCE, 0, Tensor.of(new float[] {memory.source()}, 1, 1)));
        for (String name : parts.crossed()) {
            entries.add(new State.Entry(name, 0, memory.crossed(name), true));
        }
        entries.add(new State.Entry(STEPS, 0, Tensor.of(new float[] {memory.steps()}, 1, 1)));
        for (String name : parts.kept()) {
            entries.add(new State.Entry(name, 0, DecoderMemory.withSteps(memory.kept(name), memory.steps()), true));
        }
        return new State(fingerprint.value(), entries);
    }

    /**
     * Goes on from a state of one sample, which a stream of any encoder's text has given.
     *
     * @throws ModelException if it is of a model with other weights, unless it does not know its model, or is no such
     *     state; the stream is as before
     */
    public void restore(State state) {
        Objects.requireNonNull(state, "state");
        if (state.model() != State.UNKNOWN_MODEL && state.model() != fingerprint.value()) {
            throw new ModelException("the state is of a model with other weights");
        }
        if (state.entries().size() != 2 + parts.crossed().size() + parts.kept().size() || state.rows() != 1) {
            throw new ModelException("the state is none of one stream of this model: " + state);
        }
        int source = count(state, SOURCE, 1);
        int steps = count(state, STEPS, 0);
        Map<String, Tensor> crossed = new LinkedHashMap<>();
        parts.crossed().forEach(name -> crossed.put(name, rows(state, name, source, memory.crossed(name))));
        Map<String, Tensor> kept = new LinkedHashMap<>();
        parts.kept().forEach(name -> kept.put(name, rows(state, name, steps, memory.kept(name))));
        memory = new DecoderMemory(crossed, source, kept, steps);
    }

    private static int count(State state, String name, int least) {
        Tensor value = state.get(name, 0);
        float count = value.data().length == 1 ? value.data()[0] : -1;
        if (count != (int) count || count < least) {
            throw new ModelException("the state '" + name + "' is no number of steps, at least " + least);
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
        return DecoderMemory.withSteps(value, count);
    }

    /** How far it is. */
    @Override
    public String toString() {
        return "stream of " + memory.steps() + " steps after a text of " + memory.source() + " tokens";
    }
}
