package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.hub.HubObjects;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that is compiled beside another one has its matrices. */
class SharedWeightsTest {
    /** Counts how often matrices are read. */
    private static final class Counting extends OtherSource {
        private int reads;

        Counting(ModelSource source) {
            super(source);
        }

        @Override
        NamedWeight changed(String owner, int index, NamedWeight weight) {
            Weight right = weight.weight();
            return new NamedWeight(weight.name(), new Weight() {
                @Override
                public Shape shape() {
                    return right.shape();
                }

                @Override
                public float[] read() {
                    reads += right.shape().rank() > 1 ? 1 : 0;
                    return right.read();
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama/llama_causal_lm_hub", "llama/llama_tied_causal_lm_hub"})
    void matricesAreReadOnce(String name) {
        HubCase golden = new HubCase(HubCase.ROOT.resolve(name));
        try (ModelSource source = KerasFile.of(golden.file()).open()) {
            Counting counting = new Counting(source);
            ModelSource once = new OpenedOnce(counting);
            Model first = Model.compile(GraphReader.read(once, HubObjects.all()));
            int reads = counting.reads;
            assertTrue(reads > 0);
            Model second = first.compileBeside(GraphReader.read(once, HubObjects.all()));
            assertEquals(reads, counting.reads);
            assertArrayEquals(
                    first.newSession().run(golden.inputs(first)).get(0).data(),
                    second.newSession().run(golden.inputs(second)).get(0).data());
        }
    }
}
