package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cornu.UnsupportedModelException;

/**
 * What the {@code dtype} of a layer says: a number type, a policy such as {@code mixed_float16}, or one of quantisation
 * such as {@code int8_from_float32}, as a text or as an object.
 *
 * @param compute the number type that the layer computes in, for instance {@code float32}; null if the layer does not
 *     say
 * @param quantization how the layer is quantised: {@code int8}, {@code int4}, {@code int4/128}, {@code float8}, …; null
 *     if it is not
 */
public record DTypePolicy(String compute, String quantization) {
    private static final String MIXED = "mixed_";
    private static final String FROM = "_from_";

    static DTypePolicy of(JsonNode dtype) {
        if (dtype == null) {
            return new DTypePolicy(null, null);
        }
        JsonNode config = dtype.path("config");
        if (config.path("mode").isTextual()) {
            return new DTypePolicy(
                    compute(config.path("source_name").asText("float32")),
                    config.path("mode").asText());
        }
        if (config.has("policy_map")) {
            throw new UnsupportedModelException("a map of number types for the layers inside it");
        }
        JsonNode policy = dtype.isObject() ? config.path("name") : dtype;
        if (!policy.isTextual()) {
            throw ConfigValues.wrong("dtype", "a number type or a policy", dtype);
        }
        String name = policy.asText();
        int from = name.indexOf(FROM);
        return from < 0
                ? new DTypePolicy(compute(name), null)
                : new DTypePolicy(compute(name.substring(from + FROM.length())), name.substring(0, from));
    }

    private static String compute(String policy) {
        return policy.startsWith(MIXED) ? policy.substring(MIXED.length()) : policy;
    }
}
