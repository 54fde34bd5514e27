package io.github.cornu.layers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The prefixes of labels that are the most likely so far, each with the probability of its paths. */
final class CtcBeam {
    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    private final int blank;
    private final int width;
    private List<Prefix> prefixes = List.of(new Prefix(List.of(), 0, NOTHING));

    /**
     * A sequence of labels.
     *
     * @param ending logarithm of the probability of its paths that end in a blank
     * @param open of those that end in its last label
     */
    private record Prefix(List<Integer> labels, double ending, double open) {
        double total() {
            return add(ending, open);
        }

        int last() {
            return labels.isEmpty() ? -1 : labels.get(labels.size() - 1);
        }
    }

    CtcBeam(int classes, int width) {
        this.blank = classes - 1;
        this.width = width;
    }

    /** Goes on by one time step, with the logarithms of the probabilities of the classes. */
    void step(double[] logs) {
        Map<List<Integer>, double[]> next = new HashMap<>();
        for (Prefix prefix : prefixes) {
            put(next, prefix.labels(), prefix.total() + logs[blank], NOTHING);
            if (prefix.last() >= 0) {
                put(next, prefix.labels(), NOTHING, prefix.open() + logs[prefix.last()]);
            }
            for (int label = 0; label < blank; label++) {
                double before = label == prefix.last() ? prefix.ending() : prefix.total();
                List<Integer> longer = new ArrayList<>(prefix.labels());
                longer.add(label);
                put(next, longer, NOTHING, before + logs[label]);
            }
        }
        prefixes = next.entrySet().stream()
                .map(entry -> new Prefix(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .sorted(Comparator.comparingDouble(Prefix::total)
                        .reversed()
                        .thenComparing(prefix -> prefix.labels().toString()))
                .limit(width)
                .toList();
    }

    private static void put(Map<List<Integer>, double[]> next, List<Integer> labels, double ending, double open) {
        double[] sums = next.computeIfAbsent(labels, key -> new double[] {NOTHING, NOTHING});
        sums[0] = add(sums[0], ending);
        sums[1] = add(sums[1], open);
    }

    /** The best one. */
    CtcDecoder.Decoded best() {
        Prefix best = prefixes.get(0);
        return new CtcDecoder.Decoded(best.labels(), best.total());
    }

    private static double add(double a, double b) {
        double most = Math.max(a, b);
        return most == NOTHING ? most : most + StrictMath.log(StrictMath.exp(a - most) + StrictMath.exp(b - most));
    }
}
