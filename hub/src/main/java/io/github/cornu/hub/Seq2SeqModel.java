package io.github.cornu.hub;

import io.github.cornu.CompileOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.WeightFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * A sequence-to-sequence model as one that generates: the encoder runs once for a text, the decoder goes on from step
 * to step, as a {@link Seq2SeqStream}. Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * Seq2SeqModel model = HubModels.loader().loadSeq2Seq(Path.of("bart.keras"));
 * Seq2SeqStream stream = model.encode(0, 17, 4, 2);
 * int[] tokens = stream.tokens(new int[] {2, 0}, 20, Sampling.greedy());
 * }</pre>
 */
public final class Seq2SeqModel {
    private final Model encoder;
    private final Model decoder;
    /** Of the inputs of the decoder those of earlier steps, and those that the encoder has made. */
    private final List<String> kept;

    private final List<String> crossed;
    /** 0 until it is known. */
    private volatile long fingerprint;

    /** The two halves, as {@link io.github.cornu.hub.models.Form} describes them. */
    Seq2SeqModel(Model encoder, Model decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
        crossed = encoder.outputs().stream().map(TensorSpec::name).toList();
        kept = decoder.inputs().stream()
                .map(TensorSpec::name)
                .filter(name -> name.matches("(keys|values)_\\d+"))
                .toList();
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
     * @throws ModelException if the file cannot be read, or holds another model
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
        try {
            return new Seq2SeqModel(
                    Model.compile(GraphHalves.encoder(graph), own), Model.compile(GraphHalves.decoder(graph), own));
        } catch (ModelException e) {
            throw e.in(String.valueOf(path.getFileName()));
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
        Tensor mask = Tensor.zeros(1, tokens.length);
        Arrays.fill(mask.data(), 1f);
        Map<String, Tensor> inputs =
                Map.of("encoder_token_ids", Tensor.of(new int[][] {tokens}), "encoder_padding_mask", mask);
        return new Seq2SeqStream(this, encoder.run(inputs), tokens.length);
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
            if (stream.model() != this || streams.indexOf(stream) != streams.lastIndexOf(stream)) {
                throw new IllegalArgumentException("a stream of another model, or one that is there twice");
            }
        }
        int[][] each =
                Arrays.stream(tokens).mapToObj(token -> new int[] {token}).toArray(int[][]::new);
        Tensor scores = DecoderSteps.run(streams, each);
        return Tensor.of(scores.data(), scores.shape().remove(1));
    }

    /** The half that runs once. */
    Model encoder() {
        return encoder;
    }

    /** The half that runs at each step. */
    Model decoder() {
        return decoder;
    }

    /** Names of the inputs of the decoder that are keys and values of earlier steps. */
    List<String> kept() {
        return kept;
    }

    /** Names of the inputs of the decoder that the encoder makes. */
    List<String> crossed() {
        return crossed;
    }

    /** A number that models with other weights do not have: of what the model makes of one token. */
    long fingerprint() {
        if (fingerprint == 0) {
            Seq2SeqStream probe = encode(0);
            CRC32 crc = new CRC32();
            add(crc, probe.run(0));
            crossed.forEach(name -> add(crc, probe.crossed(name)));
            kept.forEach(name -> add(crc, probe.kept(name)));
            fingerprint = crc.getValue() + 1;
        }
        return fingerprint;
    }

    private static void add(CRC32 crc, Tensor tensor) {
        for (float number : tensor.data()) {
            int bits = Float.floatToIntBits(number);
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                crc.update(bits >>> shift);
            }
        }
    }

    /** What {@link Model#toString} says of the halves. */
    @Override
    public String toString() {
        return encoder + ", " + decoder;
    }
}
