package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.Model;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.source.Architecture;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Theano turned its kernels around: the same numbers come from a kernel that is stored the other way. */
class TheanoKernelTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv1d/strides_k2",
                "conv2d/valid_k2",
                "conv2d/first_groups_k2",
                "conv3d/strides_k2",
                "conv_transpose/two_strides_k2",
                "conv_lstm/plain_k2"
            })
    void kernelsOfTheanoAreFlipped(String name) {
        GoldenCase golden = new GoldenCase(TestData.ROOT.resolve("layers").resolve(name));
        try (ModelSource source = KerasFile.of(golden.file()).open()) {
            assertTrue(isEqualToKeras(golden, new TheanoSource(source, true)));
            assertFalse(isEqualToKeras(golden, new TheanoSource(source, false)));
        }
    }

    private static boolean isEqualToKeras(GoldenCase golden, ModelSource source) {
        Model model = Model.compile(GraphReader.read(source, CustomObjects.none()), TestData.SCALAR);
        List<Comparison> comparisons = golden.golden().compare(model);
        return comparisons.stream().allMatch(comparison -> comparison.isWithin(TestData.TOLERANCE));
    }

    /** A file that says it was written on Theano. */
    private static final class TheanoSource extends OtherSource {
        private final boolean flipped;

        TheanoSource(ModelSource source, boolean flipped) {
            super(source);
            this.flipped = flipped;
        }

        @Override
        public Architecture architecture() {
            Architecture own = super.architecture();
            return new Architecture(own.config(), own.kerasVersion(), "theano");
        }

        @Override
        NamedWeight changed(String owner, int index, NamedWeight weight) {
            return flipped && weight.component().endsWith("kernel")
                    ? new NamedWeight(weight.name(), flip(weight.weight()))
                    : weight;
        }

        /**
         * The last two axes are the channels; all before them are reversed by reversing the order of their elements.
         */
        private static Weight flip(Weight kernel) {
            Shape shape = kernel.shape();
            float[] values = kernel.read();
            float[] flipped = new float[values.length];
            int channels = shape.length(-1) * shape.length(-2);
            for (int i = 0; i < values.length; i++) {
                flipped[values.length - channels - i + 2 * (i % channels)] = values[i];
            }
            return Weight.of(Tensor.of(flipped, shape));
        }
    }
}
