package io.github.cornu.importer.layer.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An equation of {@code einsum} with one input and one kernel, {@code abc,cd->abd}: a letter for each axis.
 *
 * @param input the letters of the input's axes, without those that an ellipsis stands for
 * @param ellipsis where the input and the output have an ellipsis
 */
record EinsumEquation(String input, String kernel, String output, Ellipsis ellipsis) {
    /** Where the axes are that have no letter. */
    enum Ellipsis {
        NONE,
        FIRST,
        LAST
    }

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final Pattern FORM =
            Pattern.compile("(\\.{3})?([a-zA-Z]+)(\\.{3})?,([a-zA-Z]+)->(\\.{3})?([a-zA-Z]+)(\\.{3})?");

    /**
     * Reads an equation.
     *
     * @throws IllegalArgumentException if it is none, or has a letter twice in one tensor
     */
    static EinsumEquation parse(String text) {
        Matcher form = FORM.matcher(text.replace(" ", ""));
        boolean known = form.matches();
        boolean first = known && form.group(1) != null && form.group(5) != null;
        boolean last = known && form.group(3) != null && form.group(7) != null;
        long ellipses = known ? text.chars().filter(c -> c == '.').count() / 3 : -1;
        if (ellipses != (first || last ? 2 : 0)) {
            throw new IllegalArgumentException("the equation '" + text + "' has an unknown form");
        }
        Ellipsis ellipsis = first ? Ellipsis.FIRST : last ? Ellipsis.LAST : Ellipsis.NONE;
        EinsumEquation equation = new EinsumEquation(form.group(2), form.group(4), form.group(6), ellipsis);
        for (String letters : new String[] {equation.input, equation.kernel, equation.output}) {
            if (letters.chars().distinct().count() != letters.length()) {
                throw new IllegalArgumentException("the equation '" + text + "' has a letter twice in one tensor");
            }
        }
        return equation;
    }

    /** The projection of the last axes of the input, {@code summed} of them, to {@code made} new ones. */
    static EinsumEquation projection(int summed, int made) {
        String old = LETTERS.substring(0, summed);
        String fresh = LETTERS.substring(summed, summed + made);
        return new EinsumEquation(old, old + fresh, fresh, Ellipsis.FIRST);
    }

    /**
     * This equation with a letter for each axis of an input of that rank.
     *
     * @throws IllegalArgumentException if it is for another rank
     */
    EinsumEquation forRank(int rank) {
        int missing = rank - input.length();
        if (missing < 0 || missing > 0 && ellipsis == Ellipsis.NONE) {
            throw new IllegalArgumentException("an input of rank " + rank + " for the equation '" + this + "'");
        }
        StringBuilder free = new StringBuilder();
        LETTERS.chars()
                .filter(letter -> (input + kernel + output).indexOf(letter) < 0)
                .limit(missing)
                .forEach(letter -> free.append((char) letter));
        boolean first = ellipsis == Ellipsis.FIRST;
        return new EinsumEquation(
                first ? free + input : input + free, kernel, first ? free + output : output + free, Ellipsis.NONE);
    }

    @Override
    public String toString() {
        String dots = "...";
        return switch (ellipsis) {
            case NONE -> input + "," + kernel + "->" + output;
            case FIRST -> dots + input + "," + kernel + "->" + dots + output;
            case LAST -> input + dots + "," + kernel + "->" + output + dots;
        };
    }
}
