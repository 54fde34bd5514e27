package io.github.cornu.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Sampling;
import io.github.cornu.State;
import io.github.cornu.graph.Graph;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A decoder gives the same bits with the whole model, in chunks, step by step, beside other streams, from a state and
 * from a .cornu file.
 */
class Seq2SeqModelTest {
    private static final Path MODELS = Path.of("../testdata/hub/models");
    private static final CompileOptions VECTOR = CompileOptions.defaults().withKernels(KernelChoice.VECTOR);
    private static final int[] SOURCE = {5, 17, 3, 9};
    private static final int[] OTHER_SOURCE = {8, 2, 11, 1, 4, 6};
    private static final String BART = "seq2seq/bart_seq2seq_lm_hub";

    @TempDir
    Path folder;

    private static Path file(String name) {
        return MODELS.resolve(name).resolve("model.keras");
    }

    /** Of the whole model, with padding behind the encoder's text. */
    private static float[] whole(String name, int[] source, int[] tokens) {
        int[] ids = Arrays.copyOf(source, source.length + 2);
        int[] mask = new int[ids.length];
        Arrays.fill(mask, 0, source.length, 1);
        int[] ones = new int[tokens.length];
        Arrays.fill(ones, 1);
        Model model = HubModels.loader().options(VECTOR).load(file(name)).model();
        return model.run(Map.of(
                        "encoder_token_ids", Tensor.of(new int[][] {ids}),
                        "encoder_padding_mask", Tensor.of(new int[][] {mask}),
                        "decoder_token_ids", Tensor.of(new int[][] {tokens}),
                        "decoder_padding_mask", Tensor.of(new int[][] {ones})))
                .values()
                .iterator()
                .next()
                .data();
    }

    private static float[] inChunks(Seq2SeqStream stream, int[] tokens, int most) {
        List<float[]> parts = new ArrayList<>();
        for (int from = 0; from < tokens.length; from += most) {
            int[] some = Arrays.copyOfRange(tokens, from, Math.min(tokens.length, from + most));
            parts.add(stream.run(some).data());
        }
        return joined(parts);
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static int[] tokens(int count) {
        int[] tokens = new int[count];
        Arrays.setAll(tokens, i -> (7 * i + 2) % 23);
        return tokens;
    }

    /** More steps than there is room for at first, where the model takes so many. */
    @ParameterizedTest
    @CsvSource({
        "seq2seq/bart_seq2seq_lm_hub, 9",
        "seq2seq/t5_seq2seq_lm_hub, 75",
        "seq2seq/t5_seq2seq_lm_untied_hub, 40",
        "quantized/bart_int8_seq2seq_lm_hub, 9",
        "quantized/bart_int4_seq2seq_lm_hub, 9",
        "quantized/t5_int8_seq2seq_lm_hub, 40",
        "quantized/t5_int4_seq2seq_lm_hub, 40",
    })
    void bitsAreTheSameWhateverTheChunks(String name, int count) {
        int[] tokens = tokens(count);
        float[] whole = whole(name, SOURCE, tokens);
        Seq2SeqModel model = HubModels.loader().options(VECTOR).loadSeq2Seq(file(name));
        assertArrayEquals(whole, inChunks(model.encode(SOURCE), tokens, count), "at once");
        assertArrayEquals(whole, inChunks(model.encode(SOURCE), tokens, 4), "in chunks");
        assertArrayEquals(whole, inChunks(model.encode(SOURCE), tokens, 1), "step by step");
        assertArrayEquals(whole, inChunks(continued(model, tokens), tokens, 3), "from a state");
        assertArrayEquals(whole, beside(model, tokens), "beside another stream");
        Path target = folder.resolve("model.cornu");
        HubModels.loader().convert(file(name), target, true, ConvertOptions.defaults());
        Seq2SeqModel loaded = Seq2SeqModel.load(target, VECTOR);
        assertArrayEquals(whole, inChunks(loaded.encode(SOURCE), tokens, 2), "from a file");
    }

    /** A stream of another text, with the state of one before its first step. */
    private static Seq2SeqStream continued(Seq2SeqModel model, int[] tokens) {
        Seq2SeqStream first = model.encode(SOURCE);
        byte[] stored = first.state().toBytes();
        Seq2SeqStream other = model.encode(OTHER_SOURCE);
        other.run(tokens[3], tokens[1]);
        other.restore(State.fromBytes(stored));
        return other;
    }

    private static float[] beside(Seq2SeqModel model, int[] tokens) {
        Seq2SeqStream older = model.encode(OTHER_SOURCE);
        older.run(tokens[1], tokens[0]);
        Seq2SeqStream stream = model.encode(SOURCE);
        List<float[]> parts = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            // The older one is at its end before.
            List<Seq2SeqStream> both = i < tokens.length - 2 ? List.of(older, stream) : List.of(stream);
            int[] each = new int[both.size()];
            Arrays.fill(each, tokens[i]);
            Tensor scores = model.step(both, each);
            parts.add(scores.row(both.size() - 1));
        }
        return joined(parts);
    }

    @Test
    void aStreamIsForkedAndRestored() {
        Seq2SeqModel model = HubModels.loader().loadSeq2Seq(file(BART));
        Seq2SeqStream stream = model.encode(SOURCE);
        stream.run(2, 4);
        State state = stream.state();
        Seq2SeqStream fork = stream.fork();
        float[] next = stream.run(9).data();
        assertEquals(3, stream.steps());
        assertEquals(2, fork.steps());
        fork.run(1);
        assertArrayEquals(next, continuedFrom(fork, state).run(9).data());
        // States of several streams are one, of which rows are taken.
        State both = State.join(List.of(model.encode(OTHER_SOURCE).state(), state));
        assertArrayEquals(next, continuedFrom(fork, both.rows(1)).run(9).data());
        assertThrows(ModelException.class, () -> fork.restore(both));
        Seq2SeqModel other = HubModels.loader().loadSeq2Seq(MODELS.resolve("seq2seq/bart_seq2seq_lm_nlp/model.keras"));
        ModelException e =
                assertThrows(ModelException.class, () -> other.encode(SOURCE).restore(state));
        assertEquals("the state is of a model with other weights", e.getMessage());
        other.encode(SOURCE).restore(state.withoutModel());
        assertNotEquals(state, stream.state());
    }

    private static Seq2SeqStream continuedFrom(Seq2SeqStream stream, State state) {
        stream.restore(state);
        return stream;
    }

    @Test
    void errorsLeaveAStreamAsItWas() {
        Seq2SeqModel model = HubModels.loader().loadSeq2Seq(file(BART));
        Seq2SeqStream stream = model.encode(SOURCE);
        stream.run(tokens(8));
        State state = stream.state();
        assertThrows(ModelException.class, () -> stream.run(1, 2));
        assertThrows(ModelException.class, () -> stream.run(23));
        assertEquals(state, stream.state());
        assertThrows(IllegalArgumentException.class, stream::run);
        assertThrows(IllegalArgumentException.class, model::encode);
        assertThrows(IllegalArgumentException.class, () -> model.step(List.of(stream, stream), new int[] {1, 1}));
        assertThrows(IllegalArgumentException.class, () -> model.step(List.of(stream), new int[2]));
        assertThrows(IllegalArgumentException.class, () -> stream.tokens(new int[] {1}, 0, Sampling.greedy()));
    }

    @Test
    void otherModelsAreRefused() {
        Path bert = Path.of("../testdata/hub/models/bert/classifier_hub/model.keras");
        ModelException e =
                assertThrows(ModelException.class, () -> HubModels.loader().loadSeq2Seq(bert));
        assertEquals("model.keras: it is no sequence-to-sequence model that generates", e.getMessage());
        Path target = folder.resolve("bert.cornu");
        HubModels.loader().convert(bert, target, false, ConvertOptions.defaults());
        ModelException other = assertThrows(ModelException.class, () -> Seq2SeqModel.load(target));
        assertTrue(other.getMessage().startsWith("bert.cornu: it holds no sequence"), other.getMessage());
        ModelException causal =
                assertThrows(ModelException.class, () -> HubModels.loader().loadGenerator(file(BART)));
        assertEquals("model.keras: it is a sequence-to-sequence model: use loadSeq2Seq", causal.getMessage());
        HubModels.loader().convert(file(BART), target, true, ConvertOptions.defaults());
        assertThrows(ModelException.class, () -> Seq2SeqModel.load(target, VECTOR.withVerify(true)));
        ModelException classifier =
                assertThrows(ModelException.class, () -> HubModels.loader().loadGenerator(bert));
        assertTrue(
                classifier.getMessage().startsWith("model.keras: it is no causal language model that generates: its"),
                classifier.getMessage());
    }

    @Test
    void aLoaderTakesFilesOfBothHalves() {
        Path target = folder.resolve("bart.cornu");
        HubModels.loader().convert(file(BART), target, true, ConvertOptions.defaults());
        Seq2SeqModel expected = HubModels.loader().options(VECTOR).loadSeq2Seq(file(BART));
        Seq2SeqModel loaded = HubModels.loader().options(VECTOR).loadSeq2Seq(target);
        assertArrayEquals(
                expected.encode(SOURCE).run(2, 0).data(),
                loaded.encode(SOURCE).run(2, 0).data());
    }

    /** Of a file that lacks one output, whichever it is. */
    @Test
    void halvesThatLackAnOutputAreRefused() {
        Path target = folder.resolve("bart.cornu");
        HubModels.loader().convert(file(BART), target, true, ConvertOptions.defaults());
        Graph graph = CornuFile.read(target).graph();
        Path other = folder.resolve("other.cornu");
        for (Graph.Port missing : graph.outputs()) {
            List<Graph.Port> rest =
                    graph.outputs().stream().filter(port -> port != missing).toList();
            CornuFile.write(other, graph.withOutputs(rest), ConvertOptions.defaults());
            ModelException e = assertThrows(ModelException.class, () -> Seq2SeqModel.load(other));
            assertEquals(
                    "other.cornu: it is no sequence-to-sequence model that generates: it has no output '"
                            + missing.name() + "' of rank 3",
                    e.getMessage());
        }
    }

    @Test
    void aStateWithoutATextIsRefused() {
        Seq2SeqStream stream = HubModels.loader().loadSeq2Seq(file(BART)).encode(SOURCE);
        stream.run(2, 0);
        State state = stream.state();
        List<State.Entry> empty = state.entries().stream()
                .map(entry -> entry.layer().equals("source") || entry.layer().startsWith("cross_")
                        ? new State.Entry(
                                entry.layer(),
                                0,
                                entry.grows() ? DecoderMemory.withSteps(entry.value(), 0) : Tensor.zeros(1, 1),
                                entry.grows())
                        : entry)
                .toList();
        ModelException e = assertThrows(ModelException.class, () -> stream.restore(new State(state.model(), empty)));
        assertEquals("the state 'source' is no number of steps, at least 1", e.getMessage());
        assertEquals(state, stream.state());
    }

    @ParameterizedTest
    @CsvSource({"seq2seq/bart_seq2seq_lm_hub, 7", "seq2seq/t5_seq2seq_lm_hub, 40"})
    void theLikeliestTokensAreThoseOfTheWholeModel(String name, int steps) {
        int[] expected = {2, 4};
        for (int i = 0; i < steps; i++) {
            float[] scores = whole(name, SOURCE, expected);
            int size = scores.length / expected.length;
            int next = Tensor.of(scores, expected.length, size).argMax(expected.length - 1);
            expected = Arrays.copyOf(expected, expected.length + 1);
            expected[expected.length - 1] = next;
        }
        Seq2SeqModel model = HubModels.loader().loadSeq2Seq(file(name));
        int[] chosen = model.encode(SOURCE).tokens(new int[] {2, 4}, steps, Sampling.greedy());
        assertArrayEquals(Arrays.copyOfRange(expected, 2, expected.length), chosen);
        Sampling ended = Sampling.greedy().withEnd(expected[2]);
        assertArrayEquals(new int[] {expected[2]}, model.encode(SOURCE).tokens(new int[] {2, 4}, steps, ended));
    }
}
