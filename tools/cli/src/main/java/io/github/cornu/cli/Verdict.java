package io.github.cornu.cli;

import io.github.cornu.Comparison;
import io.github.cornu.GoldenResult;
import java.util.List;

/** What came of a comparison, for the eye: aligned, and in colour on a terminal. */
final class Verdict {
    /** What comes after the name and the shape of an array. */
    private static final String ERROR = ": largest error ";

    private Verdict() {}

    /** A line for each array. */
    static List<String> lines(GoldenResult result) {
        List<String> texts =
                result.comparisons().stream().map(Comparison::describe).toList();
        int width =
                texts.stream().mapToInt(text -> text.lastIndexOf(ERROR)).max().orElse(0);
        return result.comparisons().stream()
                .map(comparison -> mark(result.tolerance().covers(comparison)) + aligned(comparison.describe(), width))
                .toList();
    }

    private static String aligned(String text, int width) {
        int at = text.lastIndexOf(ERROR);
        return at < 0 ? text : text.substring(0, at + 1) + " ".repeat(width - at) + text.substring(at + 1);
    }

    private static String mark(boolean equal) {
        return equal ? Ink.good("ok") + "    " : Ink.bad("WRONG") + " ";
    }

    /** The last line: whether all arrays are equal, and how many are not. */
    static String of(GoldenResult result) {
        int all = result.comparisons().size();
        long wrong = result.comparisons().stream()
                .filter(comparison -> !result.tolerance().covers(comparison))
                .count();
        String arrays = all == 1 ? "array" : "arrays";
        return result.isEqual()
                ? Ink.strong(Ink.good("equal: " + all + " " + arrays + " within " + result.tolerance()))
                : Ink.bad("different: " + wrong + " of " + all + " " + arrays + " not within " + result.tolerance());
    }
}
