package io.github.cornu.hub.tokenizer.unicode;

import java.util.Map;

/** The form NFKC_Casefold (Unicode, chapter 3.13), by ICU: each code point is folded, then all are composed. */
public final class IcuFolding implements CaseFolding {
    private final Map<Integer, int[]> mappings = UnicodeTables.mappings("tf.fold");
    private final Normalization canonical;

    /** @param canonical the forms NFD and NFC of the same version */
    public IcuFolding(Normalization canonical) {
        this.canonical = canonical;
    }

    @Override
    public int[] fold(int[] text) {
        return canonical.compose(Mappings.apply(mappings, text));
    }
}
