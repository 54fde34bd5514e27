package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;

/**
 * Boundaries of bins from the summary that {@code Discretization.adapt} of Keras 2 leaves: values, and how many samples
 * each stands for. As Keras does, in floats where it has floats.
 */
final class Quantiles {
    private Quantiles() {}

    /** The boundaries between that many bins of a summary of shape (2, n). */
    static Weight boundaries(Weight summary, int bins) {
        if (summary.shape().rank() != 2 || summary.shape().length(0) != 2 || bins < 1) {
            throw new IllegalArgumentException("a summary of shape " + summary.shape() + " for " + bins + " bins");
        }
        double share = 1.0 / bins;
        int n = summary.shape().length(1);
        boolean few = n * share < 1;
        int count = Math.max(0, (few ? n : (int) Math.ceil(1.0 / share)) - 1);
        return new ComputedWeight(count, () -> few ? first(summary, count) : interpolated(summary, n, share, count));
    }

    private static float[] first(Weight summary, int count) {
        return Arrays.copyOf(summary.read(), count);
    }

    private static float[] interpolated(Weight summary, int n, double share, int count) {
        float[] data = summary.read();
        float[] places = new float[n];
        float sum = 0f;
        for (int i = 0; i < n; i++) {
            sum += data[n + i];
            places[i] = sum;
        }
        for (int i = 0; i < n; i++) {
            places[i] /= sum;
        }
        float[] boundaries = new float[count];
        for (int i = 0; i < count; i++) {
            boundaries[i] = (float) interpolated(places, data, share + i * share);
        }
        return boundaries;
    }

    /** Linear interpolation between two points; outside of all of them the nearest. */
    private static double interpolated(float[] places, float[] values, double place) {
        int next = 0;
        while (next < places.length && places[next] <= place) {
            next++;
        }
        if (next == 0 || next == places.length) {
            return values[next == 0 ? 0 : next - 1];
        }
        double slope = ((double) values[next] - values[next - 1]) / ((double) places[next] - places[next - 1]);
        return slope * (place - places[next - 1]) + values[next - 1];
    }
}
