package io.github.cornu.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CtcDecoderTest {
    private static final Map<String, Tensor> RECORDED = Npz.read(Path.of("../testdata/ctc/decode.npz"));
    private static final Tensor X = RECORDED.get("probabilities");

    @Test
    void greedyGivesKerassLabels() {
        // Keras gives the negative logarithm.
        check("greedy", CtcDecoder.greedy(X), -1, 1e-4);
    }

    @Test
    void beamsGiveKerassLabels() {
        check("beam_100", CtcDecoder.beam(X, 100, true), 1, 1e-4);
        // Of paths that have left a narrow beam, Keras keeps others.
        check("beam_3", CtcDecoder.beam(X, 3, true), 1, Double.MAX_VALUE);
    }

    private static void check(String name, List<CtcDecoder.Decoded> decoded, int sign, double tolerance) {
        Tensor labels = RECORDED.get(name + "_labels");
        int width = labels.shape().length(1);
        assertEquals(labels.shape().length(0), decoded.size());
        for (int b = 0; b < decoded.size(); b++) {
            int first = b * width;
            List<Integer> expected = IntStream.range(0, width)
                    .mapToObj(i -> (int) labels.data()[first + i])
                    .filter(label -> label >= 0)
                    .toList();
            assertEquals(expected, decoded.get(b).labels(), name + " " + b);
            double score = RECORDED.get(name + "_scores").data()[b];
            assertEquals(score, sign * decoded.get(b).logProbability(), tolerance, name + " " + b);
        }
    }

    @Test
    void equalNeighboursAreKeptOnRequest() {
        float[] rows = {0.9f, 0.1f, 0.1f, 0.9f, 0.9f, 0.1f};
        assertEquals(
                List.of(0, 0),
                CtcDecoder.beam(Tensor.of(rows, 1, 3, 2), 10, false).get(0).labels());
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> CtcDecoder.greedy(Tensor.of(new float[] {1, 2}, 1, 2)));
        assertThrows(IllegalArgumentException.class, () -> CtcDecoder.beam(X, 0, true));
    }
}
