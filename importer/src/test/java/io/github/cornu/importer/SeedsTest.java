package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people explain, ask and expect of recurrent layers in Keras, on models of both versions. Equal means equal bits.
 * That the numbers are Keras's is shown by LayerGoldenTest for the same files.
 */
class SeedsTest {
    private static Path file(String name) {
        return TestData.ROOT.resolve("layers/seeds").resolve(name).resolve("model.h5");
    }

    private static Model model(String name) {
        return KerasModels.load(file(name));
    }

    private static Tensor numbers(int... lengths) {
        Tensor tensor = Tensor.zeros(lengths);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) Math.sin(i * 0.7 + 0.3);
        }
        return tensor;
    }

    /** Samples and steps of a tensor (batch, steps, features). */
    private static Tensor part(Tensor x, int row, int rows, int from, int to) {
        int steps = x.shape().length(1);
        int features = x.shape().length(2);
        Tensor part = Tensor.zeros(rows, to - from, features);
        for (int r = 0; r < rows; r++) {
            int start = ((row + r) * steps + from) * features;
            System.arraycopy(x.data(), start, part.data(), r * (to - from) * features, (to - from) * features);
        }
        return part;
    }

    private static Tensor steps(Tensor x, int from, int to) {
        return part(x, 0, x.shape().length(0), from, to);
    }

    private static float[] row(Tensor y, int row) {
        int size = y.data().length / y.shape().length(0);
        return Arrays.copyOfRange(y.data(), row * size, (row + 1) * size);
    }

    @Test
    void afterResetAStatefulModelGivesItsFirstPassAgain() {
        Session session = model("look_back_k2").newSession();
        List<Tensor> passes = new ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            for (int window = 0; window < 5; window++) {
                passes.add(session.run(steps(numbers(1, 7, 1), window, window + 3)));
            }
            session.reset();
        }
        assertEquals(passes.subList(0, 5), passes.subList(5, 10));
        assertNotEquals(passes.get(0), session.run(steps(numbers(1, 7, 1), 1, 4)));
    }

    @Test
    void aWrongInputLayoutSaysWhichIsExpected() {
        Session session = model("oil_tanks_k2").newSession();
        String message = assertThrows(ModelException.class, () -> session.run(numbers(6, 2, 5)))
                .getMessage();
        assertEquals("input 'input_1': expected the shape (None, 5, 2), got (6, 2, 5)", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k2", "k3"})
    void theLastStepOfTheSequenceIsTheOutputWithoutSequences(String keras) {
        Tensor x = numbers(3, 5, 2);
        Model sequences = model("five_hours_" + keras);
        Model last = KerasModels.loader()
                .weights(file("five_hours_" + keras))
                .options(TestData.Simd.VECTOR)
                .load(file("five_hours_last_" + keras));
        Tensor all = sequences.newSession().run(x);
        assertArrayEquals(steps(all, 4, 5).data(), last.newSession().run(x).data());
    }

    @Test
    void anyNumberOfTanks() {
        Model model = model("oil_tanks_k2");
        Tensor x = numbers(9, 5, 2);
        Tensor all = model.newSession().run(x);
        for (int tank = 0; tank < 9; tank++) {
            assertArrayEquals(
                    row(all, tank),
                    model.newSession().run(part(x, tank, 1, 0, 5)).data());
        }
    }

    @Test
    void twoStepsThenThreeEqualFive() {
        Model model = model("oil_tanks_k3");
        Tensor x = numbers(4, 5, 2);
        Tensor whole = model.newSession().run(x);
        Session session = model.newSession().stream();
        assertEquals(steps(whole, 0, 2), session.run(steps(x, 0, 2)));
        assertEquals(steps(whole, 2, 5), session.run(steps(x, 2, 5)));
    }

    @Test
    void theLengthMayChangeFromCallToCall() {
        Session session = model("stocks_k2").newSession();
        for (int length : new int[] {1, 2, 3, 5, 7, 100}) {
            assertEquals(Shape.of(40, 8), session.run(numbers(40, length, 8)).shape());
        }
    }

    @Test
    void fourHundredStocksAreFourHundredSingleRuns() {
        Model model = model("stocks_k2");
        Tensor x = numbers(400, 3, 8);
        Session together = model.newSession();
        together.run(steps(x, 0, 1));
        Tensor all = together.run(steps(x, 1, 3));
        for (int stock = 0; stock < 400; stock += 37) {
            Session alone = model.newSession();
            alone.run(part(x, stock, 1, 0, 1));
            assertArrayEquals(
                    row(all, stock), alone.run(part(x, stock, 1, 1, 3)).data());
        }
    }

    @Test
    void theBatchOfAStatefulModelCanBeChangedOnTheWay() {
        Model model = model("stocks_k3");
        Tensor x = numbers(5, 4, 8);
        Session five = model.newSession();
        five.run(steps(x, 0, 2));
        Session two = model.newSession();
        two.restore(five.state().rows(3, 1));
        Tensor rest = five.run(steps(x, 2, 4));
        Tensor ofTwo = two.run(Tensor.of(concat(part(x, 3, 1, 2, 4), part(x, 1, 1, 2, 4)), 2, 2, 8));
        assertArrayEquals(row(rest, 3), row(ofTwo, 0));
        assertArrayEquals(row(rest, 1), row(ofTwo, 1));
    }

    private static float[] concat(Tensor a, Tensor b) {
        float[] all = Arrays.copyOf(a.data(), a.data().length + b.data().length);
        System.arraycopy(b.data(), 0, all, a.data().length, b.data().length);
        return all;
    }

    @Test
    void withoutStateCallsDoNotDependOnEachOther() {
        Session session = model("oil_tanks_k2").newSession();
        Tensor x = numbers(2, 5, 2);
        Tensor first = session.run(x);
        session.run(numbers(7, 5, 2));
        assertEquals(first, session.run(x));
    }

    @Test
    void oneFileRunsStatelessAndStateful() {
        Model model = model("stream_stateless_k2");
        Tensor x = numbers(3, 1, 3);
        Session stateless = model.newSession();
        assertEquals(stateless.run(x), stateless.run(x));
        Session stateful = model.newSession().stateful(true);
        assertNotEquals(stateful.run(x), stateful.run(x));
        Session forced = model("stream_stateful_k2").newSession().stateful(false);
        assertEquals(forced.run(x), forced.run(x));
    }

    @Test
    void anLstmHasAnInnerStateAndALastOutput() {
        Session session = model("look_back_k3").newSession();
        session.run(numbers(1, 3, 1));
        State state = session.state();
        assertEquals(2, state.entries().size());
        assertEquals(Shape.of(1, 4), state.get("lstm", 0).shape());
        assertEquals(Shape.of(1, 4), state.get("lstm", 1).shape());
    }

    @Test
    void oneLayerIsResetAndTheOtherGoesOn() {
        Session session = model("stocks_k2").newSession();
        session.run(numbers(40, 2, 8));
        State before = session.state();
        session.reset("lstm_1");
        assertEquals(before.get("lstm", 1), session.state().get("lstm", 1));
        assertEquals(Tensor.zeros(40, 8), session.state().get("lstm_1", 1));
        assertEquals(before.withZeros("lstm_1"), session.state());
        assertThrows(ModelException.class, () -> session.reset("dense"));
    }

    @Test
    void oneSampleIsResetAndTheOthersGoOn() {
        Session session = model("stocks_k2").newSession();
        session.run(numbers(3, 2, 8));
        State before = session.state();
        session.resetRows(1);
        assertEquals(before.withZeroRows(1), session.state());
        assertEquals(before.rows(2), session.state().rows(2));
        assertThrows(IndexOutOfBoundsException.class, () -> session.resetRows(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k2", "k3"})
    void chunksWithCarriedStatesEqualTheWhole(String keras) {
        Model twin = KerasModels.loader()
                .weights(file("trained_" + keras))
                .options(TestData.Simd.VECTOR)
                .load(file("twin_" + keras));
        Tensor x = numbers(1, 7, 3);
        Model trained = model("trained_" + keras);
        Tensor whole = trained.newSession().run(x);
        Session session = trained.newSession().stream();
        session.run(steps(x, 0, 2));
        session.run(steps(x, 2, 5));
        assertEquals(whole, session.run(steps(x, 5, 7)));

        List<Tensor> outputs = twin.newSession().run(List.of(x, Tensor.zeros(1, 32), Tensor.zeros(1, 32)));
        assertEquals(whole, outputs.get(0));
        assertEquals(outputs.get(1), outputs.get(2));
        assertEquals(session.state().get("lstm", 0), outputs.get(2));
        assertEquals(session.state().get("lstm", 1), outputs.get(3));
    }

    @Test
    void afterAResetChunksEqualFreshSequences() {
        Model model = model("stream_stateless_k3");
        Tensor x = numbers(1, 7, 3);
        Session session = model.newSession().stream();
        Tensor three = session.run(steps(x, 0, 3));
        session.reset();
        Tensor four = session.run(steps(x, 3, 7));
        assertEquals(model.newSession().run(steps(x, 0, 3)), three);
        assertEquals(model.newSession().run(steps(x, 3, 7)), four);
    }

    @Test
    void zeroPaddingIsNotStreaming() {
        Model model = model("stream_stateless_k2");
        Tensor x = numbers(1, 1, 3);
        Tensor padded = Tensor.zeros(1, 7, 3);
        System.arraycopy(x.data(), 0, padded.data(), 18, 3);
        assertNotEquals(model.newSession().run(x), model.newSession().run(padded));
    }

    @Test
    void twinsForTrainingAndForStreamingGiveTheSame() {
        Model twin = KerasModels.loader()
                .weights(file("stream_stateless_k2"))
                .options(TestData.Simd.VECTOR)
                .load(file("stream_stateful_k2"));
        Tensor x = numbers(1, 7, 3);
        Session session = twin.newSession();
        Tensor y = null;
        for (int t = 0; t < 7; t++) {
            y = session.run(steps(x, t, t + 1));
        }
        assertEquals(model("stream_stateless_k2").newSession().run(x), y);
    }

    @Test
    void aStateGoesOnInAnotherThread() {
        Model model = model("stream_stateful_k3");
        Tensor x = numbers(1, 7, 3);
        Session here = model.newSession();
        here.run(steps(x, 0, 4));
        State state = here.state();
        Tensor there = CompletableFuture.supplyAsync(() -> {
                    Session session = model.newSession();
                    session.restore(state);
                    return session.run(steps(x, 4, 7));
                })
                .join();
        assertEquals(here.run(steps(x, 4, 7)), there);
    }

    @Test
    void twoFuturesOfOnePast() {
        Model model = model("stream_stateful_k2");
        Session session = model.newSession();
        session.run(numbers(1, 3, 3));
        Session fork = session.fork();
        Tensor other = Tensor.of(new float[] {9, -9, 9}, 1, 1, 3);
        assertNotEquals(session.run(numbers(1, 1, 3)), fork.run(other));
        Session again = model.newSession();
        again.run(numbers(1, 3, 3));
        assertEquals(again.run(other), againAfter(model, other));
    }

    private static Tensor againAfter(Model model, Tensor x) {
        Session session = model.newSession();
        session.run(numbers(1, 3, 3));
        return session.fork().run(x);
    }

    @Test
    void aStateDoesNotGoIntoAModelWithOtherWeights() {
        Session session = model("stream_stateful_k2").newSession();
        session.run(numbers(1, 2, 3));
        State state = session.state();
        Session retrained = model("stream_stateful_k3").newSession();
        State before = retrained.state();
        String message = assertThrows(ModelException.class, () -> retrained.restore(state))
                .getMessage();
        assertEquals("the state was computed with other weights; State.withoutModel() lets it pass", message);
        assertEquals(before, retrained.state());
        retrained.restore(state.withoutModel());
        assertEquals(state.get("lstm", 1), retrained.state().get("lstm", 1));
    }

    @Test
    void bytesOfAStateAreCheckedWhenTheyComeBack() {
        Session session = model("stream_stateful_k2").newSession();
        session.run(numbers(2, 2, 3));
        byte[] bytes = session.state().toBytes();
        assertEquals(session.state(), State.fromBytes(bytes));
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 4;
            assertThrows(ModelException.class, () -> State.fromBytes(damaged));
        }
        assertThrows(ModelException.class, () -> State.fromBytes(new byte[0]));
        assertThrows(ModelException.class, () -> State.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)));
    }

    @Test
    void flattenCannotBeStreamed() {
        Model model = KerasModels.load(TestData.ROOT.resolve("samples/stream_probability/model.h5"));
        String message = assertThrows(ModelException.class, model::checkStream).getMessage();
        assertEquals(
                "layer 'flatten' (Flatten): the model cannot be stepped through time: it joins time with the other axes; "
                        + "leave it out and let the recurrent layer before it return its last step only",
                message);
    }

    @Test
    void parametersAreCountedAsKerasDoes() {
        assertEquals(
                4 * ((3 + 1) * 32 + 32 * 32),
                model("trained_k2").layers().get(0).parameters());
        assertEquals(8 * 16 + 8, model("time_distributed_k2").layers().get(0).parameters());
    }
}
