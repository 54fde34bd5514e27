package io.github.cornu.hub.tokenizer.unicode;

import java.util.BitSet;
import java.util.Map;

/** KerasHub's {@code casefold_utf8}: NFKC, Python's case folding, NFKC again, and no default ignorable characters. */
public final class PythonFolding implements CaseFolding {
    private final Map<Integer, int[]> mappings = UnicodeTables.mappings("py.casefold");
    private final BitSet ignorable = UnicodeTables.set("py.ignorable");
    private final Normalization compatible = new Normalization("py", "nfkd");

    @Override
    public int[] fold(int[] text) {
        int[] folded = compatible.compose(Mappings.apply(mappings, compatible.compose(text)));
        CodePoints kept = new CodePoints(folded.length);
        for (int point : folded) {
            if (!ignorable.get(point)) {
                kept.add(point);
            }
        }
        return kept.toArray();
    }
}
