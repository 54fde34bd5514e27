package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.graph.Graph;
import io.github.cornu.hub.FormObjects;
import io.github.cornu.hub.HubObjects;
import io.github.cornu.hub.models.common.Form;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that is compiled beside another one has its matrices. */
class SharedWeightsTest {
    /** Counts how often matrices are read. */
    private static final class Counting extends OtherSource {
        private int reads;
        /** The last parts of their owners. */
        private final List<String> owners = new ArrayList<>();

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
                    if (right.shape().rank() > 1) {
                        reads++;
                        owners.add(owner.replaceAll(".*/layers/", ""));
                    }
                    return right.read();
                }
            });
        }
    }

    /** The owners of the matrices that are read for each of some forms in turn. */
    private static List<List<String>> reads(Path file, String forms) {
        List<List<String>> reads = new ArrayList<>();
        try (ModelSource source = KerasFile.of(file).open()) {
            Counting counting = new Counting(source);
            ModelSource once = new OpenedOnce(counting);
            Model first = null;
            for (String form : forms.split(" ")) {
                counting.owners.clear();
                Graph graph = GraphReader.read(once, FormObjects.of(Form.valueOf(form)));
                Model model = first == null ? Model.compile(graph) : first.compileBeside(graph);
                first = first == null ? model : first;
                reads.add(List.copyOf(counting.owners));
            }
        }
        return reads;
    }

    /** In the order in which a loader takes them; small tables of positions and distances alone are read anew. */
    @ParameterizedTest
    @CsvSource({
        "llama/llama_causal_lm_hub, WHOLE STREAM, [[]]",
        "llama/llama_tied_causal_lm_hub, WHOLE STREAM, [[]]",
        "seq2seq/bart_seq2seq_lm_hub, WHOLE STEP ENCODER, '[[position_embedding_1], [position_embedding]]'",
        "seq2seq/t5_seq2seq_lm_hub, WHOLE STEP ENCODER, "
                + "'[[t5_transformer_layer_2/self_attention], [t5_transformer_layer/self_attention]]'",
        "seq2seq/t5_seq2seq_lm_untied_hub, WHOLE STEP ENCODER, "
                + "'[[t5_transformer_layer_2/self_attention], [t5_transformer_layer/self_attention]]'",
    })
    void partsReadNoMatricesAnew(String name, String forms, String anew) {
        Path file = HubCase.ROOT.resolve(name).resolve("model.keras");
        List<List<String>> reads = reads(file, forms);
        assertTrue(reads.get(0).size() > 0);
        assertEquals(anew, reads.subList(1, reads.size()).toString());
    }

    /** Both halves alone read as much as the whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {"seq2seq/bart_seq2seq_lm_hub", "seq2seq/t5_seq2seq_lm_hub", "seq2seq/t5_seq2seq_lm_untied_hub"})
    void halvesReadNothingTwice(String name) {
        Path file = HubCase.ROOT.resolve(name).resolve("model.keras");
        List<List<String>> halves = reads(file, "STEP ENCODER");
        int whole = reads(file, "WHOLE").get(0).size();
        assertEquals(whole, halves.get(0).size() + halves.get(1).size());
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
