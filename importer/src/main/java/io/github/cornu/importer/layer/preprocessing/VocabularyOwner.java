package io.github.cornu.importer.layer.preprocessing;

import java.util.List;

/** A layer whose vocabulary may be kept outside of its config. */
interface VocabularyOwner {
    /** Whether the config has none. */
    boolean needsVocabulary();

    /**
     * Gives the layer its vocabulary.
     *
     * @param tokens one a line, after the special ones
     */
    void setVocabulary(List<String> tokens);
}
