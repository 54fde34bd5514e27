package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ConvertOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.ModelException;
import io.github.cornu.State;
import io.github.cornu.hub.FormObjects;
import io.github.cornu.hub.HubModels;
import io.github.cornu.hub.Seq2SeqModel;
import io.github.cornu.hub.models.common.Form;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state of a decoder is refused by each model that differs in one matrix. */
class Seq2SeqWeightsTest {
    @TempDir
    Path folder;

    private Seq2SeqModel load(ModelSource source) {
        Path file = folder.resolve("other.cornu");
        CornuFile.write(file, GraphReader.read(source, FormObjects.of(Form.STREAM)), ConvertOptions.defaults());
        return Seq2SeqModel.load(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seq2seq/bart_seq2seq_lm_hub", "seq2seq/t5_seq2seq_lm_hub"})
    void statesOfOtherMatricesAreRefused(String name) {
        Path path = HubCase.ROOT.resolve(name).resolve("model.keras");
        State state = HubModels.loader().loadSeq2Seq(path).encode(5, 17, 3).state();
        int queries = 0;
        try (ModelSource source = KerasFile.of(path).open()) {
            DisturbedSource disturbed = new DisturbedSource(source);
            load(disturbed).encode(1).restore(state);
            for (Map.Entry<String, List<NamedWeight>> owner :
                    OtherSource.all(source.weights()).entrySet()) {
                for (int i = 0; i < owner.getValue().size(); i++) {
                    if (owner.getKey().contains("optimizer")
                            || owner.getValue().get(i).weight().shape().rank() < 2) {
                        continue;
                    }
                    queries += owner.getKey().contains("query") ? 1 : 0;
                    disturbed.disturb(owner.getKey(), i);
                    Seq2SeqModel other = load(disturbed);
                    ModelException e = assertThrows(
                            ModelException.class, () -> other.encode(1).restore(state), owner::getKey);
                    assertEquals("the state is of a model with other weights", e.getMessage());
                }
            }
        }
        assertTrue(queries >= 3, () -> "not all queries were disturbed");
    }
}
