package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Length;
import java.util.List;
import java.util.Map;

/**
 * The keys and values that the attention of a single step has, by the keywords of its call:
 *
 * <ul>
 *   <li>{@code cross_keys}, {@code cross_values} and {@code encoder_padding_mask}: those of an encoder, and no others
 *   <li>{@code keys}, {@code values} and {@code seen}: those of earlier steps, to which those of the step are added
 *   <li>none: it only makes keys and values, of the output of an encoder
 * </ul>
 *
 * @param keys (batch, steps, size)
 * @param values (batch, steps, size)
 * @param mask (batch, steps); null if it only makes keys and values
 * @param newKeys of the step; null of those of an encoder
 * @param newValues of the step; null of those of an encoder
 */
record Stepped(Value keys, Value values, Value mask, Value newKeys, Value newValues) {
    /** The option of decoder layers that are called so. */
    static final String KEY = "stepped";

    /** Whether the attention goes to the output of an encoder, of which keys and values were made before. */
    static boolean isCross(CustomCall call) {
        return Parts.keyword(call, "cross_keys") != null;
    }

    /**
     * Those of a call.
     *
     * @param newKeys of what it is called with; null if it {@link #isCross}
     */
    static Stepped of(CustomCall call, Value newKeys, Value newValues) {
        if (isCross(call)) {
            Value mask = Parts.keyword(call, "encoder_padding_mask");
            return new Stepped(
                    Parts.keyword(call, "cross_keys"), Parts.keyword(call, "cross_values"), mask, null, null);
        }
        Value seen = Parts.keyword(call, "seen");
        if (seen == null) {
            return new Stepped(newKeys, newValues, null, newKeys, newValues);
        }
        Value one = call.add(new Fill(List.of(Length.ofAxis(0, 0), Length.of(1)), 1f), seen);
        return new Stepped(
                joined(call, Parts.keyword(call, "keys"), newKeys),
                joined(call, Parts.keyword(call, "values"), newValues),
                joined(call, seen, one),
                newKeys,
                newValues);
    }

    private static Value joined(CustomCall call, Value before, Value now) {
        return call.add(new Concatenate(1), before, now);
    }

    /** The keywords that an inner attention is given for those of an encoder. */
    static Map<String, Object> cross(CustomCall call) {
        return keywords(call, "cross_keys", "cross_values", "encoder_padding_mask");
    }

    /** The keywords that an inner attention is given for those of earlier steps. */
    static Map<String, Object> earlier(CustomCall call) {
        return keywords(call, "keys", "values", "seen");
    }

    private static Map<String, Object> keywords(CustomCall call, String... names) {
        Map<String, Object> keywords = Parts.options();
        for (String name : names) {
            keywords.put(name, Parts.keyword(call, name));
        }
        return keywords;
    }

    /** Whether there is nothing to attend to. */
    boolean projectsOnly() {
        return mask == null;
    }

    /** Keys, and values as another output. */
    Value projections(CustomCall call) {
        call.alsoReturn(newValues);
        return newKeys;
    }

    /** Returns the keys and values of the step behind the result, if there are any. */
    void returnNew(CustomCall call) {
        if (newKeys != null) {
            call.alsoReturn(newKeys, newValues);
        }
    }
}
