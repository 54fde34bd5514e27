package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.op.dense.MatMul;
import java.util.Map;

/**
 * The keys and values that the attention of some steps has, by the keywords of its call:
 *
 * <ul>
 *   <li>{@code cross_keys}, {@code cross_values} and {@code encoder_padding_mask}: those of an encoder, and no others
 *   <li>{@code keys} and {@code values}, (batch, room, size), those of earlier steps in their places, zeros in others;
 *       {@code places}, (batch, room, steps), 1 where the place of a new step is; {@code seen}, (batch, steps, room), 1
 *       where a new step attends to a place
 *   <li>none: it only makes keys and values, of the output of an encoder
 * </ul>
 *
 * <p>A step has the same place however many come at once, so that sums over keys have the same bits.
 *
 * @param keys (batch, room, size)
 * @param values (batch, room, size)
 * @param mask (batch, steps or 1, room); null if it only makes keys and values
 * @param newKeys of the steps; null of those of an encoder
 * @param newValues of the steps; null of those of an encoder
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
            Value mask = Parts.ofKeys(call, Parts.keyword(call, "encoder_padding_mask"));
            return new Stepped(
                    Parts.keyword(call, "cross_keys"), Parts.keyword(call, "cross_values"), mask, null, null);
        }
        Value places = Parts.keyword(call, "places");
        if (places == null) {
            return new Stepped(newKeys, newValues, null, newKeys, newValues);
        }
        return new Stepped(
                placed(call, Parts.keyword(call, "keys"), places, newKeys),
                placed(call, Parts.keyword(call, "values"), places, newValues),
                Parts.keyword(call, "seen"),
                newKeys,
                newValues);
    }

    /** A row of the product is one of the new ones, or of zeros. */
    private static Value placed(CustomCall call, Value earlier, Value places, Value now) {
        return Parts.add(call, earlier, call.add(new MatMul(false), places, now));
    }

    /** The keywords that an inner attention is given for those of an encoder. */
    static Map<String, Object> cross(CustomCall call) {
        return keywords(call, "cross_keys", "cross_values", "encoder_padding_mask");
    }

    /** The keywords that an inner attention is given for those of earlier steps. */
    static Map<String, Object> earlier(CustomCall call) {
        return keywords(call, "keys", "values", "places", "seen");
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
