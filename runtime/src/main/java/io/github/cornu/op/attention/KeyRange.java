package io.github.cornu.op.attention;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Panels;

/**
 * The keys that some neighbouring queries may attend to by their positions: the others are left out of the products.
 *
 * @param first the first of them
 * @param count how many they are
 * @param keys the packing of their columns in the packed keys
 * @param values the packing of their rows in the packed values, panel by panel
 */
record KeyRange(int first, int count, Panels keys, Panels.Part[] values) {
    /** Ranges begin at multiples of that, so that partial sums have the same terms as those over all keys. */
    private static final int STEP = 64;

    /**
     * The keys from {@code least} until before {@code end}, and perhaps some more; all if there is none.
     *
     * @param keys the packing of all keys, a column each
     * @param values the packing of all values, a row each
     */
    static KeyRange of(Kernels kernels, int least, int end, Panels keys, Panels values) {
        int step = Math.max(STEP, keys.width());
        int first = least / step * step;
        int last = (int) Math.min(keys.columns(), (end + step - 1L) / step * step);
        return first < last && last - first < keys.columns()
                ? of(kernels, first, last, keys.rows(), values, values.count())
                : all(kernels, keys, values);
    }

    static KeyRange all(Kernels kernels, Panels keys, Panels values) {
        return of(kernels, 0, keys.columns(), keys.rows(), values, 1);
    }

    private static KeyRange of(Kernels kernels, int first, int end, int depth, Panels values, int parts) {
        Panels.Part[] rows = new Panels.Part[parts];
        for (int i = 0; i < parts; i++) {
            Panels.Part part = values.part(i, parts);
            Panels panel = kernels.panels(end - first, part.panels().columns());
            rows[i] = new Panels.Part(panel, part.column(), part.offset() + first * panel.paddedColumns());
        }
        return new KeyRange(first, end - first, kernels.panels(depth, end - first), rows);
    }

    /** Floats before its columns in the packed keys. */
    int keysOffset() {
        return first * keys.rows();
    }
}
