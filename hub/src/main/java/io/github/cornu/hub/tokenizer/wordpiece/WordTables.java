package io.github.cornu.hub.tokenizer.wordpiece;

import io.github.cornu.hub.tokenizer.unicode.CaseFolding;
import io.github.cornu.hub.tokenizer.unicode.IcuFolding;
import io.github.cornu.hub.tokenizer.unicode.Normalization;
import io.github.cornu.hub.tokenizer.unicode.PythonFolding;
import io.github.cornu.hub.tokenizer.unicode.UnicodeTables;
import java.util.BitSet;
import java.util.function.Function;

/**
 * What characters are, by one version of Unicode.
 *
 * @param dropped white space and control characters, which are left out
 * @param marks what letters have above, below and through them
 * @param punctuation of which each character is a word
 * @param canonical the form NFD
 * @param folding how case is folded
 */
record WordTables(BitSet dropped, BitSet marks, BitSet punctuation, Normalization canonical, CaseFolding folding) {
    private static final class OfPython {
        static final WordTables TABLES = tables("py", canonical -> new PythonFolding());
    }

    private static final class OfTensorFlow {
        static final WordTables TABLES = tables("tf", IcuFolding::new);
    }

    private static WordTables tables(String version, Function<Normalization, CaseFolding> folding) {
        Normalization canonical = new Normalization(version, "nfd");
        return new WordTables(
                UnicodeTables.set(version + ".dropped"),
                UnicodeTables.set(version + ".marks"),
                UnicodeTables.set(version + ".punctuation"),
                canonical,
                folding.apply(canonical));
    }

    /** Those of Python and its packages. */
    static WordTables python() {
        return OfPython.TABLES;
    }

    /** Those within TensorFlow. */
    static WordTables tensorFlow() {
        return OfTensorFlow.TABLES;
    }
}
