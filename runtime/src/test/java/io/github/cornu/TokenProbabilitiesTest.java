package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens from probabilities that another operation than a softmax gives, and from logits. */
class TokenProbabilitiesTest {
    private static final int TOKENS = 5;

    private static Value logits(GraphBuilder graph, Value x, int seed) {
        return graph.add("embedding", "Embedding", new Gather(Graphs.weight(seed, TOKENS, TOKENS)), x);
    }

    private static Value softmax(GraphBuilder graph, Value x) {
        return graph.add("softmax", "Softmax", new Elementwise(Activation.SOFTMAX), x);
    }

    /** The average of two models. */
    private static Model average() {
        GraphBuilder graph = new GraphBuilder("average");
        Value x = graph.input("x", Shape.of(-1, -1));
        Value sum = graph.add(
                "average",
                "Average",
                new Combine(Binary.ADD),
                softmax(graph, logits(graph, x, 1)),
                softmax(graph, logits(graph, x, 2)));
        graph.output("y", graph.add("average", "Average", new CombineScalar(Binary.MULTIPLY, 0.5f), sum));
        return Model.compile(graph.build());
    }

    @Test
    void anAverageOfProbabilitiesIsProbabilities() {
        Model model = average();
        float[] y = model.run(Tensor.of(new float[] {3}, 1, 1)).data();
        Session session = model.newSession().stream();
        List<Beam> beams = Generation.beams(session, new int[] {3}, 1, TOKENS, Sampling.NO_END);
        assertEquals(TOKENS, beams.size());
        for (Beam beam : beams) {
            assertEquals(Math.log(y[beam.tokens()[0]]), beam.logProbability(), 1e-6);
        }
        int[] counts = new int[TOKENS];
        int draws = 4000;
        for (int seed = 0; seed < draws; seed++) {
            session.reset();
            counts[Generation.tokens(session, new int[] {3}, 1, Sampling.random(seed * 7919L))[0]]++;
        }
        for (int token = 0; token < TOKENS; token++) {
            assertEquals(y[token], counts[token] / (double) draws, 0.04);
        }
    }

    @Test
    void otherNumbersAreLogits() {
        GraphBuilder graph = new GraphBuilder("logits");
        Value x = graph.input("x", Shape.of(-1, -1));
        graph.output("y", graph.add("more", "Add", new CombineScalar(Binary.ADD, 3f), logits(graph, x, 1)));
        Model model = Model.compile(graph.build());
        float[] y = model.run(Tensor.of(new float[] {3}, 1, 1)).data();
        double total = 0;
        for (float logit : y) {
            total += Math.exp(logit);
        }
        for (Beam beam : Generation.beams(model.newSession().stream(), new int[] {3}, 1, 2, Sampling.NO_END)) {
            assertEquals(y[beam.tokens()[0]] - Math.log(total), beam.logProbability(), 1e-6);
        }
    }
}
