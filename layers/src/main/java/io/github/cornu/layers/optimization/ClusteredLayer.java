package io.github.cornu.layers.optimization;

import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * {@code ClusterWeights} and {@code ClusterWeightsRNN}: each call puts the nearest centroid in place of each number of
 * the kernels. The places of the centroids that files have too are those of the call before they were written.
 */
public final class ClusteredLayer {
    private static final String CELL = "cell/";

    private ClusteredLayer() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        layer.config().ignore("number_of_clusters", "cluster_centroids_init", "cluster_gradient_aggregation");
        Wrapped wrapped = Wrapped.of(layer.config());
        boolean ofChannels = layer.config().bool("cluster_per_channel", false)
                && List.of("Conv2D", "Conv2DTranspose").contains(wrapped.className());
        // A layer that is not trained has no clusters, but for the cells of a recurrent one.
        boolean trained = !Boolean.FALSE.equals(wrapped.options().get("trainable"));
        layer.listInnerFirst(trained);
        List<String> kernels = wrapped.kernels().stream()
                .filter(kernel -> trained || kernel.contains(CELL))
                .toList();
        boolean preserves = layer.config().bool("preserve_sparsity", false);
        if (preserves && !kernels.isEmpty()) {
            throw new IllegalArgumentException("preserve_sparsity: which weights stay 0, is not in the file;"
                    + " save what strip_clustering gives");
        }
        if (ofChannels && "channels_first".equals(wrapped.options().get("data_format"))) {
            throw new IllegalArgumentException("cluster_per_channel with channels first is not supported");
        }
        CustomInnerLayer inner = layer.inner(Wrapped.LAYER, Wrapped.LAYER);
        for (int i = 0; i < kernels.size(); i++) {
            String kernel = kernels.get(i);
            // Each cell has two.
            String cell = kernel.contains(CELL) ? "/" + i / 2 : "";
            String name = kernel.substring(kernel.lastIndexOf('/') + 1) + cell;
            CustomWeight[] centroids = new CustomWeight[1];
            inner.change(kernel, weight -> clustered(weight, centroids[0], ofChannels));
            layer.share(inner, kernel, false);
            centroids[0] = layer.weight("cluster_centroids_" + name);
            layer.nonTrainableWeight("pulling_indices_" + name);
        }
        return wrapped.call(inner);
    }

    private static Weight clustered(Weight weight, CustomWeight centroids, boolean ofChannels) {
        float[] w = weight.read();
        float[] c = centroids.read();
        int channels = ofChannels ? weight.shape().length(-1) : 1;
        int count = c.length / channels;
        int rank = centroids.shape().rank();
        if (rank != (ofChannels ? 2 : 1) || ofChannels && centroids.shape().length(0) != channels || count == 0) {
            throw new IllegalArgumentException(
                    "its centroids have the shape " + centroids.shape() + ", the weight " + weight.shape());
        }
        float[] y = new float[w.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = nearest(w[i], c, i % channels * count, count);
        }
        return Weight.of(y, weight.shape().lengths());
    }

    /** The first of the nearest ones. */
    private static float nearest(float w, float[] centroids, int from, int count) {
        int best = from;
        for (int k = from + 1; k < from + count; k++) {
            if (Math.abs(w - centroids[k]) < Math.abs(w - centroids[best])) {
                best = k;
            }
        }
        return centroids[best];
    }
}
