package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.layers.CommonLayers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/custom-layers.md. */
class CommonLayersTest {
    private static final Path TAGGER = Path.of("../testdata/common/crf/contrib_masked_k2");

    @Test
    void aModelWithAConditionalRandomField() {
        Path path = TAGGER.resolve("model.h5");
        // README
        Model model = KerasModels.load(path, CommonLayers.all());
        // README
        assertEqualToKeras(model);
    }

    @Test
    void aModelWhoseFileDoesNotTell() {
        Path gpt = Path.of("../testdata/common/transformer/causal_stream_k3");
        Path path = gpt.resolve("model.h5");
        // README
        Model model = KerasModels.load(path, CommonLayers.all("TransformerBlock=causal"));
        // README
        Golden golden = Golden.of(Npz.read(gpt.resolve("golden.npz")));
        golden.compare(model).forEach(comparison -> assertTrue(comparison.isWithin(1e-5), comparison.toString()));
    }

    @Test
    void aFileForTheRuntimeAlone(@TempDir Path folder) {
        Path file = folder.resolve("tagger.cornu");
        KerasModels.loader()
                .customObjects(CommonLayers.all())
                .convert(TAGGER.resolve("model.h5"), file, ConvertOptions.defaults());
        assertEqualToKeras(Model.load(file, CompileOptions.defaults().withFunctions(CommonLayers.functions())));
    }

    @Test
    void aFileOfAQuantizedRecurrentLayer(@TempDir Path folder) {
        Path lstm = Path.of("../testdata/common/qkeras/lstm_stream_k2");
        Path file = folder.resolve("lstm.cornu");
        KerasModels.loader()
                .customObjects(CommonLayers.all())
                .convert(lstm.resolve("model.h5"), file, ConvertOptions.defaults());
        Model model = Model.load(file, CompileOptions.defaults().withFunctions(CommonLayers.functions()));
        Golden golden = Golden.of(Npz.read(lstm.resolve("golden.npz")));
        golden.compare(model).forEach(comparison -> assertTrue(comparison.isWithin(1e-5), comparison.toString()));
    }

    private static void assertEqualToKeras(Model model) {
        Golden golden = Golden.of(Npz.read(TAGGER.resolve("golden.npz")));
        golden.compare(model).forEach(comparison -> assertEquals(0, comparison.error(), comparison.toString()));
    }
}
