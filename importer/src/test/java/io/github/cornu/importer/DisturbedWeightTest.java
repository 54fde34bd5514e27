package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A golden that no wrong weight turns red shows nothing: each weight of each case is changed once. */
class DisturbedWeightTest {
    /** For training only, or a copy of numbers in the config. */
    private static final Set<String> UNUSED = Set.of(
            "renorm_mean",
            "renorm_stddev",
            "moving_stddev",
            "vector_u",
            "count",
            "idf_weights",
            "Variable",
            "samplewise_normalization_unused_running_mean",
            "samplewise_normalization_unused_running_std");

    /** The bias of attention's keys adds the same to all scores of a query, which softmax takes off again. */
    private static final String NO_EFFECT = ".*/key/bias(:0)?|.*/_?key_dense/vars/1";

    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> everyDisturbedWeightIsSeen() {
        return GoldenCase.layers()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> {
                    List<String> unseen = new ArrayList<>();
                    GoldenCase.of(layer).forEach(golden -> unseen.addAll(unseen(golden)));
                    assertEquals(List.of(), unseen);
                }));
    }

    private static List<String> unseen(GoldenCase golden) {
        ReadOptions options = new ReadOptions(golden.custom(), WeightMatching.NAME, null);
        try (ModelSource source = KerasFile.of(golden.file()).open()) {
            return unseen(source, golden.golden(), golden::isEqual, golden.isHalf() ? 8f : 1f, options).stream()
                    .filter(golden::uses)
                    .map(weight -> golden.name() + " " + weight)
                    .toList();
        }
    }

    /** The weights of a file that make no difference to the golden. */
    static List<String> unseen(ModelSource source, Golden recorded, ReadOptions options) {
        return unseen(source, recorded, comparison -> comparison.isWithin(TestData.TOLERANCE), 1f, options);
    }

    private static List<String> unseen(
            ModelSource source, Golden recorded, Predicate<Comparison> isEqual, float size, ReadOptions options) {
        List<String> unseen = new ArrayList<>();
        DisturbedSource disturbed = new DisturbedSource(source, size);
        Graph graph = GraphReader.read(disturbed, options);
        OtherSource.all(source.weights()).forEach((owner, weights) -> {
            for (int i = 0; i < weights.size(); i++) {
                NamedWeight weight = weights.get(i);
                disturbed.disturb(owner, i);
                // What is read with the graph is as it was.
                if (!UNUSED.contains(weight.component())
                        && !weight.name().matches(NO_EFFECT)
                        && isEqualToKeras(recorded, isEqual, () -> graph)
                        && isEqualToKeras(recorded, isEqual, () -> GraphReader.read(disturbed, options))) {
                    unseen.add(weight.name());
                }
            }
        });
        return unseen;
    }

    /** False also for a weight that is refused. */
    private static boolean isEqualToKeras(Golden recorded, Predicate<Comparison> isEqual, Supplier<Graph> graph) {
        Model model;
        try {
            model = Model.compile(graph.get(), TestData.SCALAR);
        } catch (ModelException e) {
            return false;
        }
        return recorded.compare(model).stream().allMatch(isEqual);
    }
}
