package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cornu.UnsupportedModelException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the {@code dtype} of a layer says: a number type, a policy such as {@code mixed_float16}, or one of quantisation
 * such as {@code int8_from_float32}, as a text or as an object.
 *
 * @param compute the number type that the layer computes in, for instance {@code float32}; null if the layer does not
 *     say
 * @param quantization how the layer is quantised: {@code int8}, {@code int4}, {@code int4/128}, {@code float8}, …; null
 *     if it is not
 * @param inside how layers inside it are quantised, if it has a map with a policy for each by its path in Python; which
 *     layers these are, the weights in the file tell too; empty if there is no map
 */
public record DTypePolicy(String compute, String quantization, Set<String> inside) {
    private static final String MIXED = "mixed_";
    private static final String FROM = "_from_";

    private DTypePolicy(String compute, String quantization) {
        this(compute, quantization, Set.of());
    }

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
        if (isMap(dtype)) {
            return ofMap(config);
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

    /** Whether it is a map with a policy for each layer inside. */
    static boolean isMap(JsonNode dtype) {
        return dtype != null && dtype.path("config").has("policy_map");
    }

    private static DTypePolicy ofMap(JsonNode config) {
        JsonNode whole = config.path("default_policy");
        DTypePolicy otherwise = whole.isTextual() || whole.isObject() ? of(whole) : new DTypePolicy("float32", null);
        Set<String> inside = new TreeSet<>();
        for (JsonNode policy : config.path("policy_map")) {
            DTypePolicy one = of(policy);
            if (!one.compute.equals(otherwise.compute)) {
                throw new UnsupportedModelException("a map of number types for the layers inside it");
            }
            if (one.quantization != null) {
                inside.add(one.quantization);
            }
        }
        if (otherwise.quantization != null) {
            inside.add(otherwise.quantization);
        }
        return new DTypePolicy(otherwise.compute, null, inside);
    }

    private static String compute(String policy) {
        return policy.startsWith(MIXED) ? policy.substring(MIXED.length()) : policy;
    }
}
