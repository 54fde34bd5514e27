package io.github.cornu.importer.layer.operation.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of {@code keras.ops} in Keras 3.15 that cannot be imported. */
final class RefusedOperations {
    private static final Map<String, String> REFUSED = new LinkedHashMap<>();

    static {
        REFUSED.put(
                "functions of Python",
                "AssociativeScan Cond ForiLoop Function JVP Map Scan Switch VectorizedMap WhileLoop");
        REFUSED.put("a shape that depends on the numbers", "Bincount Histogram Nonzero Unique");
        REFUSED.put("complex numbers", "Angle Eig Imag Polar ViewAsComplex ViewAsReal");
        REFUSED.put("numbers as bits of another type", "View");
        REFUSED.put(
                "mixing the samples of a batch",
                "AllClose Argpartition Corrcoef Correlate Diag Diagflat Flipud MapCoordinates Meshgrid Ravel Scatter ScatterUpdate"
                        + " SegmentMax SegmentMin SegmentProd SegmentSum Vdot Vsplit Vstack");
        REFUSED.put("decompositions of matrices", "CholeskyInverse Eigh Lstsq LuFactor MatrixRank Pinv Qr SVD");
        REFUSED.put(
                "losses and measures",
                "BinaryCrossentropy CategoricalCrossentropy CTCDecode CTCLoss InTopK PSNR SSIM"
                        + " SparseCategoricalCrossentropy");
        REFUSED.put("not lowered yet", "Arange ConvTranspose ElasticTransform Nextafter ScaleAndTranslate");
    }

    private RefusedOperations() {}

    /** Their classes, joined by spaces, by the reason. */
    static Map<String, String> all() {
        return Collections.unmodifiableMap(REFUSED);
    }

    /** Why a function is refused, or null. */
    static String reason(String className) {
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            if (List.of(refused.getValue().split(" ")).contains(className)) {
                return refused.getKey();
            }
        }
        return null;
    }
}
