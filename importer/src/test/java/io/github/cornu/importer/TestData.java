package io.github.cornu.importer;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.KernelChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the tests find their files. */
final class TestData {
    static final Path ROOT = Path.of("../testdata");
    /**
     * Relative to the largest output. Keras's own result depends on the order of its sums by some 1e-6 of it for the
     * sizes of these cases, so that only an error in the computation is larger.
     */
    static final double TOLERANCE = 1e-5;

    static final CompileOptions SCALAR = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);

    /** Where SIMD kernels can run. */
    static final class Simd {
        static final CompileOptions VECTOR = CompileOptions.defaults().withKernels(KernelChoice.VECTOR);

        /** SIMD kernels from when they are compiled. */
        static final CompileOptions WARMING = CompileOptions.defaults();

        private Simd() {}
    }

    private TestData() {}

    /**
     * Whether a result is at most 2 units in the last place off, those of the largest output, in a type with so many
     * bits behind the point. Ours is rounded once for each operation and summed in float. Keras's depends on the
     * processor: with oneDNN it is the same, without, as in the goldens, TensorFlow has sums and functions of 16 bits,
     * too.
     */
    static boolean isWithinTwoUlps(Comparison comparison, int bits) {
        double ulp = Math.scalb(1.0, Math.getExponent(comparison.largest()) - bits);
        return comparison.error() <= 2 * ulp;
    }

    static List<Path> folders(Path parent) {
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
