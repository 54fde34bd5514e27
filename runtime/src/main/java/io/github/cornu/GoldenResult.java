package io.github.cornu;

import io.github.cornu.graph.LayerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model gives beside what is recorded of Keras, and where it begins to differ.
 *
 * @param layers of the model, in the order in which they are run
 * @param comparisons of outputs, layers and states, in the order of the calls
 * @param tolerance what is called equal
 */
public record GoldenResult(List<LayerInfo> layers, List<Comparison> comparisons, Tolerance tolerance) {
    public GoldenResult {
        layers = List.copyOf(layers);
        comparisons = List.copyOf(comparisons);
    }

    /**
     * Runs a model on the inputs of a golden.
     *
     * @param model the outputs of its layers are compared if it was compiled with {@link CompileOptions#keepLayers}
     * @throws io.github.cornu.ModelException as {@link Golden#compare} does
     */
    public static GoldenResult of(Golden golden, Model model, Tolerance tolerance) {
        Objects.requireNonNull(golden, "golden");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(tolerance, "tolerance");
        return new GoldenResult(model.layers(), golden.compare(model), tolerance);
    }

    /** This result with the layers of another one. */
    public GoldenResult withLayersOf(GoldenResult other) {
        Objects.requireNonNull(other, "other");
        List<Comparison> all = new ArrayList<>(comparisons);
        all.addAll(other.comparisons.stream().filter(one -> one.layer() != null).toList());
        return new GoldenResult(layers, all, tolerance);
    }

    /** Whether everything is within the tolerance. */
    public boolean isEqual() {
        return comparisons.stream().allMatch(tolerance::covers);
    }

    /** What is not within the tolerance, in the order of the calls. */
    public List<Comparison> differences() {
        return comparisons.stream().filter(one -> !tolerance.covers(one)).toList();
    }

    /**
     * The output of a layer in the first call that has one that differs: of the first layer, in the order of the model.
     */
    public Optional<Comparison> firstLayer() {
        return first(differences().stream().filter(one -> one.layer() != null).toList());
    }

    private static Optional<Comparison> first(List<Comparison> differences) {
        int call = differences.stream().mapToInt(Comparison::call).min().orElse(0);
        return differences.stream().filter(one -> one.call() == call).findFirst();
    }

    /**
     * Where it begins to differ, in some lines: the first layer, or what else is the first, the index, what was
     * expected there, what came out, the error, how many values differ, and what differs after it. Empty if all is
     * equal.
     */
    public String describe() {
        List<Comparison> differences = differences();
        if (differences.isEmpty()) {
            return "";
        }
        Optional<Comparison> layer = firstLayer();
        Comparison first = layer.orElseGet(() -> first(differences).orElseThrow());
        StringBuilder text = new StringBuilder();
        if (layer.isPresent()) {
            text.append("first layer that differs: ").append(describeLayer(first));
        } else {
            text.append("it differs in ").append(Printable.name(first.name()));
        }
        text.append('\n').append(describeValues(first));
        List<String> others = differences.stream()
                .filter(one -> one != first)
                .map(one -> Printable.name(one.name()))
                .toList();
        if (!others.isEmpty()) {
            int shown = Math.min(others.size(), 6);
            text.append("\n  further differences: ").append(String.join(", ", others.subList(0, shown)));
            text.append(shown < others.size() ? " and " + (others.size() - shown) + " more" : "");
        }
        if (layer.isEmpty() && !layers.isEmpty()) {
            boolean recorded = comparisons.stream().anyMatch(one -> one.layer() != null);
            text.append(
                    recorded
                            ? "\n  all layers that are recorded are equal"
                            : "\n  no layers were compared: record them with make_golden.py --layers");
        }
        return text.toString();
    }

    private String describeLayer(Comparison comparison) {
        String path = comparison.layer();
        StringBuilder text = new StringBuilder("'").append(Printable.name(path)).append("'");
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).path().equals(path)) {
                text.append(" (")
                        .append(Printable.name(layers.get(i).className()))
                        .append("), ");
                text.append(i + 1).append(" of ").append(layers.size());
            }
        }
        return comparison.name().startsWith("call ") ? text + ", in call " + comparison.call() : text.toString();
    }

    private String describeValues(Comparison comparison) {
        if (!comparison.expected().equals(comparison.actual())) {
            return "  the shape is " + comparison.actual() + ", expected " + comparison.expected();
        }
        if (comparison.expectedTensor().isTexts() || comparison.actualTensor().isTexts()) {
            return "  " + comparison.describeTexts();
        }
        Tolerance.Outside outside = tolerance.outside(comparison);
        float expected = comparison.expectedTensor().data()[outside.index()];
        float actual = comparison.actualTensor().data()[outside.index()];
        double error = Comparison.difference(expected, actual);
        return String.format(
                Locale.ROOT,
                "  worst at %s of %s: expected %s, got %s\n"
                        + "  error %.2e, relative to the largest value %.2e, %d ulp\n"
                        + "  %d of %d values differ by more than %s",
                comparison.position(outside.index()),
                comparison.expected(),
                expected,
                actual,
                error,
                Comparison.relative(error, comparison.largest()),
                Tolerance.ulps(expected, actual),
                outside.count(),
                comparison.expectedTensor().data().length,
                tolerance);
    }
}
