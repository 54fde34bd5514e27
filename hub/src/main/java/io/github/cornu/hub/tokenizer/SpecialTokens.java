package io.github.cornu.hub.tokenizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ids of tokens that mean something to the model, by KerasHub's names without {@code _id}: {@code start_token},
 * {@code end_token}, {@code pad_token}, {@code mask_token} and others. Immutable.
 */
public final class SpecialTokens {
    private final Map<String, Integer> ids;
    private final Set<Integer> stripped;

    /**
     * @param ids by name
     * @param stripped those that texts which a model has generated lose: KerasHub's {@code special_token_ids}
     */
    public SpecialTokens(Map<String, Integer> ids, Set<Integer> stripped) {
        this.ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
        this.stripped = Collections.unmodifiableSet(new TreeSet<>(stripped));
    }

    /** All of them. */
    public Map<String, Integer> ids() {
        return ids;
    }

    /** Those that texts which a model has generated lose. */
    public Set<Integer> stripped() {
        return stripped;
    }

    /** The id of one of them, empty if the tokenizer has none of that name. */
    public OptionalInt id(String name) {
        Integer id = ids.get(name);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The id of what stands at the beginning of texts. */
    public OptionalInt start() {
        return id("start_token");
    }

    /** The id of what stands at the end of texts. */
    public OptionalInt end() {
        return id("end_token");
    }

    /** The id of what fills up rows after texts. */
    public OptionalInt pad() {
        return id("pad_token");
    }

    /** The id of what stands for a token that is to be found. */
    public OptionalInt mask() {
        return id("mask_token");
    }
}
