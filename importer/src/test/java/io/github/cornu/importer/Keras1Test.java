package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.importer.source.Architecture;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files of Keras 1 leave open, and what of them is refused. */
@Tag("smoke")
class Keras1Test {
    private static final double EPSILON = 1e-2;

    @TempDir
    private Path folder;

    private static GoldenCase golden(String name) {
        return new GoldenCase(TestData.ROOT.resolve("layers/keras1").resolve(name + "_k2"));
    }

    /** The convolution of mathematics, which Theano computed: y[t] = b + sum of w[k] x[t + 1 - k] for a window of 3. */
    @Test
    void theanosKernelsAreThoseOfMathematics() {
        GoldenCase golden = golden("conv1d_theano");
        Model model = golden.load(TestData.SCALAR);
        Tensor x = golden.inputs(model).get(0).get(0);
        Tensor y = model.newSession().run(x);
        int time = x.shape().length(1);
        int channels = x.shape().length(2);
        int filters = y.shape().length(2);
        try (ModelSource source = KerasFile.of(golden.file()).open()) {
            List<NamedWeight> weights = weights(source, 0);
            float[] w = weights.get(0).weight().read();
            float[] b = weights.get(1).weight().read();
            assertTrue(weights.get(0).name().endsWith("_W"));
            float[] expected = new float[y.data().length];
            for (int i = 0; i < expected.length; i++) {
                int filter = i % filters;
                int t = i / filters % time;
                int first = i / filters / time * time;
                double sum = b[filter];
                for (int k = 0; k < 3; k++) {
                    int from = t + 1 - k;
                    for (int c = 0; c < channels && from >= 0 && from < time; c++) {
                        sum += w[(k * channels + c) * filters + filter] * x.data()[(first + from) * channels + c];
                    }
                }
                expected[i] = (float) sum;
            }
            assertArrayEquals(expected, y.data(), 1e-5f);
        }
    }

    private static boolean isEqualToKeras(GoldenCase golden, ModelSource source) {
        Model model = Model.compile(GraphReader.read(source, CustomObjects.none()), TestData.SCALAR);
        return golden.golden().compare(model).stream().allMatch(comparison -> comparison.isWithin(TestData.TOLERANCE));
    }

    @Test
    void theBackendCanBeNamed() {
        GoldenCase golden = golden("conv2d_theano_last");
        Model model = KerasModels.loader()
                .options(TestData.SCALAR)
                .load(KerasFile.of(golden.file()).onBackend("theano"));
        assertTrue(golden.golden().compare(model).stream().allMatch(c -> c.isWithin(TestData.TOLERANCE)));
        Model other = KerasModels.loader()
                .options(TestData.SCALAR)
                .load(KerasFile.of(golden.file()).onBackend("tensorflow"));
        List<Comparison> comparisons = golden.golden().compare(other);
        assertFalse(comparisons.stream().allMatch(c -> c.isWithin(TestData.TOLERANCE)));
    }

    /** Weights without names, as Keras gave them before 1.0. */
    private static final class Unnamed extends OtherSource {
        Unnamed(ModelSource source) {
            super(source);
        }

        @Override
        NamedWeight changed(String owner, int index, NamedWeight weight) {
            return new NamedWeight("param_" + index, weight.weight());
        }
    }

    private static List<NamedWeight> weights(ModelSource source, int layer) {
        return List.copyOf(OtherSource.all(source.weights()).values()).get(layer);
    }

    @Test
    void aConvolutionOfAnUnknownBackendIsRefused() {
        GoldenCase golden = golden("conv2d_theano_last");
        try (ModelSource source = KerasFile.of(golden.file()).open()) {
            ModelSource unnamed = new Unnamed(source);
            ModelException e =
                    assertThrows(ModelException.class, () -> GraphReader.read(unnamed, CustomObjects.none()));
            assertTrue(
                    e.getMessage()
                            .endsWith(
                                    "(Conv2D): the file does not tell its backend, and the kernels of convolutions mean"
                                            + " something else on Theano than on TensorFlow: name the backend when loading it"),
                    e.getMessage());
        }
        GoldenCase dense = golden("highway_old_order");
        try (ModelSource source = KerasFile.of(dense.file()).open()) {
            assertTrue(isEqualToKeras(dense, new Unnamed(source)));
        }
    }

    /** Before 1.0.6 the running deviation was one: x was divided by it plus epsilon. */
    @Test
    void deviationsOfTheFirstVersions() {
        GoldenCase golden = golden("normalization");
        try (ModelSource source = KerasFile.of(golden.file()).open()) {
            ModelSource older = new OtherSource(source) {
                @Override
                public Architecture architecture() {
                    return new Architecture(super.architecture().config(), "1.0.5", null);
                }

                @Override
                NamedWeight changed(String owner, int index, NamedWeight weight) {
                    return weight;
                }
            };
            Model model = Model.compile(GraphReader.read(source, CustomObjects.none()), TestData.SCALAR);
            Model olderModel = Model.compile(GraphReader.read(older, CustomObjects.none()), TestData.SCALAR);
            float[] y = normalized(model, golden);
            float[] olderY = normalized(olderModel, golden);
            float[] beta = weights(source, 1).get(1).weight().read();
            float[] kept = weights(source, 1).get(3).weight().read();
            for (int i = 0; i < y.length; i++) {
                int c = i % beta.length;
                double ratio = Math.sqrt(kept[c] + EPSILON) / (kept[c] + EPSILON);
                assertEquals(beta[c] + (y[i] - beta[c]) * ratio, olderY[i], 1e-5);
            }
        }
    }

    /** What goes into the softsign that is the last layer. */
    private static float[] normalized(Model model, GoldenCase golden) {
        float[] y = model.newSession()
                .run(golden.inputs(model).get(0).get(0))
                .data()
                .clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = y[i] / (1 - Math.abs(y[i]));
        }
        return y;
    }

    /** {@code save_weights} of Keras 1.0, and of the versions before, which gave the weights no names. */
    @ParameterizedTest
    @ValueSource(strings = {"weights.h5", "numbered.h5"})
    void weightsWithAnArchitecture(String name) {
        Path home = TestData.ROOT.resolve("keras1");
        KerasFile architecture = KerasFile.of(home.resolve("model.json"));
        KerasFile weights = KerasFile.of(home.resolve(name)).onBackend("tensorflow");
        Model model =
                KerasModels.loader().weights(weights).options(TestData.SCALAR).load(architecture);
        for (Comparison comparison :
                Golden.of(Npz.read(home.resolve("golden.npz"))).compare(model)) {
            assertTrue(comparison.isWithin(TestData.TOLERANCE), comparison::toString);
        }
    }

    @Test
    void unnamedWeightsOfAConvolution() {
        Path home = TestData.ROOT.resolve("keras1");
        ModelException e = assertThrows(
                ModelException.class,
                () -> KerasModels.loader()
                        .weights(home.resolve("numbered.h5"))
                        .options(TestData.SCALAR)
                        .load(home.resolve("model.json")));
        assertTrue(e.getMessage().contains("(Conv1D): the file does not tell its backend"), e.getMessage());
        assertEquals(
                "numbered.h5: it holds weights as Keras wrote them before 1.0, without the architecture, which is needed too",
                assertThrows(ModelException.class, () -> KerasModels.load(home.resolve("numbered.h5")))
                        .getMessage());
    }

    private String message(String name, String old, String with) {
        Path file = EditedFile.of("layers/keras1/" + name + "_k2/model.h5")
                .replace(old, with)
                .write(folder);
        return assertThrows(ModelException.class, () -> KerasModels.load(file)).getMessage();
    }

    @Test
    void whatIsRefused() {
        assertEquals(
                "model.h5: layer 'batch_normalization' (BatchNormalization): mode 2: it normalizes by the other samples"
                        + " of the batch",
                message("normalization", "\"mode\": 0", "\"mode\": 2"));
        assertEquals(
                "model.h5: layer 'multiply' (Merge): its mode is Python code, which is not executed",
                message("merge_multiply", "\"mode_type\": \"raw\"", "\"mode_type\": \"fun\""));
        assertEquals(
                "model.h5: layer 'up_sampling2d' (UpSampling2D): the file does not tell the order of its axes: Keras 1"
                        + " left out dim_ordering here, and the other layers say []",
                message("up_sampling2d_last", "\"dim_ordering\"", "\"dim_orderinx\""));
        assertEquals(
                "model.h5: layer 'dense' (Dense): 'units' is \"17\", expected a whole number",
                message("dense", "\"output_dim\": 17, ", "\"output_dim\":\"17\","));
    }
}
