package io.github.cornu.cli;

import io.github.cornu.GoldenResult;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** What came of a comparison, for the eye: in colour on a terminal. */
final class Verdict {
    private Verdict() {}

    /** The beginning of a line about one array. */
    static String mark(boolean equal) {
        return equal ? Ansi.AUTO.string("@|green ok|@    ") : Ansi.AUTO.string("@|bold,red WRONG|@ ");
    }

    /** The last line: whether all arrays are equal, and how many are not. */
    static String of(GoldenResult result) {
        int all = result.comparisons().size();
        long wrong = result.comparisons().stream()
                .filter(comparison -> !result.tolerance().covers(comparison))
                .count();
        String arrays = all == 1 ? "array" : "arrays";
        String text = result.isEqual()
                ? "equal: " + all + " " + arrays + " within " + result.tolerance()
                : "different: " + wrong + " of " + all + " " + arrays + " not within " + result.tolerance();
        Style color = result.isEqual() ? Style.fg_green : Style.fg_red;
        return Ansi.AUTO.apply(text, List.of(Style.bold, color)).toString();
    }
}
