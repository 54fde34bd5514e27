package io.github.cornu.hub;

import io.github.cornu.CompileOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.WeightFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A sequence-to-sequence model as one that generates: the encoder runs once for a text, the decoder goes on from step
 * to step, as a {@link Seq2SeqStream}. Immutable, safe for any number of threads.
 *
 * <p>Many streams go on together by {@link #step(List, int[])}. There is no {@link io.github.cornu.StreamPool} of them:
 * its rows have one length, while what a decoder goes on from has that of the encoder's text.
 *
 * <pre>{@code
 * Seq2SeqModel model = HubModels.loader().loadSeq2Seq(Path.of("bart.keras"));
 * Seq2SeqStream stream = model.encode(0, 17, 4, 2);
 * int[] tokens = stream.tokens(new int[] {2, 0}, 20, Sampling.greedy());
 * }</pre>
 */
public final class Seq2SeqModel {
    private final Seq2SeqParts parts;
    private final Seq2SeqFingerprint fingerprint;

    Seq2SeqModel(Seq2SeqParts parts) {
        this.parts = parts;
        this.fingerprint = new Seq2SeqFingerprint(parts);
    }

    /**
     * Loads a model from a {@code .cornu} file that {@link HubLoader#convert} has written.
     *
     * @throws ModelException if the file cannot be read, or holds another model
     */
    public static Seq2SeqModel load(Path path) {
        return load(path, CompileOptions.defaults());
    }

    /**
     * Loads a model from a {@code .cornu} file that {@link HubLoader#convert} has written.
     *
     * @throws ModelException if the file cannot be read, or holds another model; with {@link CompileOptions#verify},
     *     since nothing is recorded of such models
     */
    public static Seq2SeqModel load(Path path, CompileOptions options) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(options, "options");
        CornuFile file = CornuFile.read(path);
        CompileOptions own = options.weights() == WeightFormat.F32 ? options.withWeights(file.weights()) : options;
        Graph graph = file.graph();
        if (graph.outputs().stream().noneMatch(output -> GraphHalves.isOfEncoder(output.name()))) {
            throw new ModelException("it holds no sequence-to-sequence model that generates")
                    .in(String.valueOf(path.getFileName()));
        }
        if (options.verify()) {
            throw new ModelException("there is nothing to verify it with: no golden is recorded in the file")
                    .in(String.valueOf(path.getFileName()));
        }
        String name = String.valueOf(path.getFileName());
        try {
            // First, since a table that also makes the scores can be shared by the encoder, but not the other way.
            Model decoder = Model.compile(GraphHalves.decoder(graph), own);
            Model encoder = decoder.compileBeside(GraphHalves.encoder(graph));
            return new Seq2SeqModel(Seq2SeqParts.of(encoder, decoder));
        } catch (ModelException e) {
            throw e.in(name);
        } catch (RuntimeException e) {
            throw new ModelException(name, null, null, "the file is damaged: " + e, e);
        } catch (OutOfMemoryError e) {
            throw new ModelException(name, null, null, "it needs more memory than Java has here", e);
        }
    }

    /**
     * Runs the encoder.
     *
     * @param tokens of a text, at least one, none of which is padding
     * @return a decoder before its first step
     * @throws ModelException if a token is none of the model, or there are more than it takes
     */
    public Seq2SeqStream encode(int... tokens) {
        Objects.requireNonNull(tokens, "tokens");
        if (tokens.length == 0) {
            throw new IllegalArgumentException("an empty text");
        }
        return new Seq2SeqStream(parts, fingerprint, DecoderMemory.encoded(parts, tokens));
    }

    /**
     * Lets many streams go one step further at once, each as old as it is. Each gives the bits that it gives alone.
     *
     * @param streams of this model, at least one, each once
     * @param tokens the next token of each
     * @return the scores of all tokens for the step after it, (streams, vocabulary)
     * @throws ModelException if a token is none of the model, or a stream is at its end; all streams are as before
     * @throws IllegalArgumentException if a stream is there twice, or is of another model
     */
    public Tensor step(List<Seq2SeqStream> streams, int[] tokens) {
        Objects.requireNonNull(streams, "streams");
        Objects.requireNonNull(tokens, "tokens");
        if (streams.isEmpty() || streams.size() != tokens.length) {
            throw new IllegalArgumentException(tokens.length + " tokens for " + streams.size() + " streams");
        }
        for (Seq2SeqStream stream : streams) {
            if (!stream.parts().equals(parts) || streams.indexOf(stream) != streams.lastIndexOf(stream)) {
                throw new IllegalArgumentException("a stream of another model, or one that is there twice");
            }
        }
        List<DecoderMemory> memories =
                streams.stream().map(Seq2SeqStream::memory).toList();
        Tensor scores = DecoderSteps.run(parts, memories, TokenRows.single(tokens));
        return Tensor.of(scores.data(), scores.shape().remove(1));
    }

    /** What {@link Model#toString} says of the halves. */
    @Override
    public String toString() {
        return parts.encoder() + ", " + parts.decoder();
    }
}
