package io.github.cornu.cli.input;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which columns of a table belong to which input. The first line may name them: the name of an input for its only
 * number, or the name and the place of each number, {@code name_0, name_1, …} or {@code name_0_0, name_0_1, …}, in any
 * order.
 *
 * @param columns of each input, in the order of its elements
 * @param header whether the first line is none of the data
 */
record CsvColumns(List<int[]> columns, boolean header) {
    private static final Pattern PLACES = Pattern.compile("(_\\d{1,9})+");

    static CsvColumns of(List<String> first, List<TensorSpec> specs, boolean decimalComma) {
        List<TreeMap<int[], Integer>> found = new ArrayList<>();
        specs.forEach(spec -> found.add(new TreeMap<>(Arrays::compare)));
        List<String> unknown = new ArrayList<>();
        for (int column = 0; column < first.size(); column++) {
            if (!isFound(first.get(column).strip(), column, specs, found)) {
                unknown.add(first.get(column).strip());
            }
        }
        if (specs.size() == 1 && !unknown.isEmpty()) {
            boolean names = !specs.get(0).texts()
                    && first.stream().allMatch(field -> CsvInput.number(field, decimalComma) == null);
            int[] all = new int[first.size()];
            Arrays.setAll(all, i -> i);
            return new CsvColumns(List.of(all), names);
        }
        if (!unknown.isEmpty()) {
            throw new ModelException("the model has " + specs.size()
                    + " inputs, so the first line must name the columns: " + names(specs) + "; it has " + unknown);
        }
        List<int[]> columns = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            columns.add(columns(specs.get(i), found.get(i)));
        }
        return new CsvColumns(columns, true);
    }

    private static String names(List<TensorSpec> specs) {
        return String.join(
                ", ",
                specs.stream()
                        .map(spec -> isOne(spec) ? spec.name() : spec.name() + "_0, " + spec.name() + "_1, …")
                        .toList());
    }

    private static boolean isOne(TensorSpec spec) {
        return spec.kerasShape().size(1, spec.kerasShape().rank()) == 1;
    }

    /** Notes the input that a column belongs to, by its whole name first, then by the longest. */
    private static boolean isFound(
            String name, int column, List<TensorSpec> specs, List<TreeMap<int[], Integer>> found) {
        int best = -1;
        int[] place = null;
        for (int i = 0; i < specs.size(); i++) {
            String input = specs.get(i).name();
            Matcher places = PLACES.matcher(name);
            if (name.equals(input)) {
                best = i;
                place = new int[0];
                break;
            }
            boolean longer = best < 0 || input.length() > specs.get(best).name().length();
            if (name.startsWith(input)
                    && longer
                    && places.region(input.length(), name.length()).matches()) {
                best = i;
                place = Arrays.stream(name.substring(input.length() + 1).split("_"))
                        .mapToInt(Integer::parseInt)
                        .toArray();
            }
        }
        if (best >= 0 && found.get(best).put(place, column) != null) {
            throw new ModelException("two columns are called '" + name + "'");
        }
        return best >= 0;
    }

    private static int[] columns(TensorSpec spec, TreeMap<int[], Integer> found) {
        if (found.isEmpty()) {
            throw new ModelException("no column is named after the input '" + spec.name() + "'");
        }
        int[] last = found.lastKey();
        double count = Arrays.stream(last).mapToDouble(place -> place + 1.0).reduce(1, (a, b) -> a * b);
        if (count != found.size() || !found.keySet().stream().allMatch(place -> isUpTo(place, last))) {
            throw new ModelException("the columns of the input '" + spec.name() + "' are not complete");
        }
        return found.values().stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean isUpTo(int[] place, int[] last) {
        boolean isUpTo = place.length == last.length;
        for (int axis = 0; isUpTo && axis < last.length; axis++) {
            isUpTo = place[axis] <= last[axis];
        }
        return isUpTo;
    }
}
