package io.github.cornu.importer.layer.operation.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of {@code keras.ops} in Keras 3.15, and of TensorFlow, that cannot be imported. */
final class RefusedOperations {
    private static final Map<String, String> REFUSED = new LinkedHashMap<>();
    private static final Map<String, String> FUNCTIONS = new LinkedHashMap<>();

    static {
        REFUSED.put(
                "functions of Python",
                "AssociativeScan Cond ForiLoop Function JVP Map Scan Switch VectorizedMap WhileLoop");
        REFUSED.put("a shape that depends on the numbers", "Arange Bincount Histogram Nonzero Unique");
        REFUSED.put("Keras 3.15 cannot run it itself", "ConvTranspose");
        REFUSED.put("random numbers, in predict too", "ElasticTransform");
        REFUSED.put("complex numbers", "Angle Eig Imag Polar ViewAsComplex ViewAsReal");
        REFUSED.put("numbers as bits of another type", "View");
        REFUSED.put(
                "mixing the samples of a batch",
                "AllClose Argpartition Corrcoef Correlate Diag Diagflat Flipud Meshgrid Ravel Scatter ScatterUpdate"
                        + " SegmentMax SegmentMin SegmentProd SegmentSum Vdot Vsplit Vstack");
        REFUSED.put(
                "its coordinates choose samples of a batch too, which affine_transform and perspective_transform do not",
                "MapCoordinates");
        REFUSED.put("on TensorFlow Keras rounds its result back to the first argument", "Nextafter");
        REFUSED.put("decompositions of matrices", "CholeskyInverse Eigh Lstsq LuFactor MatrixRank Pinv Qr SVD");
        REFUSED.put(
                "losses and measures",
                "BinaryCrossentropy CategoricalCrossentropy CTCDecode CTCLoss InTopK PSNR SSIM"
                        + " SparseCategoricalCrossentropy");
    }

    static {
        FUNCTIONS.put(
                "the file does not say which tensors it multiplies, and Keras cannot load it either; tf.matmul,"
                        + " tf.tensordot, Dot and EinsumDense are written whole",
                "einsum");
        FUNCTIONS.put(
                "the file does not say what it compares, and Keras cannot load it either; tf.equal and tf.not_equal are"
                        + " written whole",
                "eq ne");
        FUNCTIONS.put(
                "it draws random numbers, in predict too; what comes before it can be had as outputs",
                "random.gamma random.normal random.poisson random.shuffle random.stateless_normal"
                        + " random.stateless_uniform random.truncated_normal random.uniform random_bernoulli"
                        + " random_binomial random_normal random_uniform truncated_normal");
        FUNCTIONS.put(
                "functions of Python",
                "cond foldl foldr map_fn py_function rnn scan switch_case vectorized_map while_loop");
        FUNCTIONS.put("decompositions of matrices", "eigh expm lu lstsq matrix_rank pinv qr svd");
        FUNCTIONS.put(
                "losses and measures", "binary_crossentropy categorical_crossentropy image.psnr image.ssim in_top_k");
        FUNCTIONS.put(
                "special functions that few models use",
                "approx_top_k bessel_i0 bessel_i0e bessel_i1 bessel_i1e betainc cumulative_logsumexp erfcinv igamma"
                        + " igammac ndtri polygamma special.expint zeta");
        FUNCTIONS.put("numbers as bits of another type", "bitcast");
        FUNCTIONS.put(
                "a hash or a text that other functions do not have; to_hash_bucket_fast and to_hash_bucket_strong are computed",
                "as_string strings.format strings.to_hash_bucket");
        FUNCTIONS.put(
                "rows of different lengths", "strings.bytes_split strings.ngrams strings.split strings.unicode_split");
        FUNCTIONS.put("a shape that depends on the numbers", "bincount boolean_mask unique unique_with_counts");
        FUNCTIONS.put(
                "mixing the samples of a batch",
                "batch_to_space batch_to_space_nd dynamic_partition dynamic_stitch histogram_fixed_width"
                        + " image.crop_and_resize image.non_max_suppression scatter_nd segment_max segment_mean"
                        + " segment_min segment_prod segment_sum space_to_batch space_to_batch_nd"
                        + " tensor_scatter_nd_add tensor_scatter_nd_update unsorted_segment_sum");
    }

    private RefusedOperations() {}

    /** Their classes, joined by spaces, by the reason. */
    static Map<String, String> all() {
        return Collections.unmodifiableMap(REFUSED);
    }

    /** The functions of TensorFlow without their modules, joined by spaces, by the reason. */
    static Map<String, String> functions() {
        return Collections.unmodifiableMap(FUNCTIONS);
    }

    /** Why a function of {@code keras.ops} is refused, or null. */
    static String reason(String className) {
        return reason(REFUSED, className);
    }

    /** Why a function of TensorFlow is refused, or null if there is no more to say. */
    static String functionReason(String name) {
        return reason(FUNCTIONS, name);
    }

    private static String reason(Map<String, String> reasons, String className) {
        for (Map.Entry<String, String> refused : reasons.entrySet()) {
            if (List.of(refused.getValue().split(" ")).contains(className)) {
                return refused.getKey();
            }
        }
        return null;
    }
}
