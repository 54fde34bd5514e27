package io.github.cornu.hub.net;

import io.github.cornu.UnsupportedModelException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code dtype} of a backbone. Of a quantised one it is a map with the policy of each layer by its path in Python.
 * Which layers these are the file tells too, by the scales that it has for them, so that the modes are enough.
 */
final class Policies {
    private static final String FROM = "_from_";

    private Policies() {}

    /**
     * The {@code dtype} of the layers inside, all of which compute in float32; null if none is quantised.
     *
     * @param dtype as the config has it
     * @throws UnsupportedModelException if they are quantised in a way that is not known
     */
    static Map<String, Object> ofLayers(Object dtype) {
        Set<String> modes = new TreeSet<>();
        collect(dtype, modes);
        Map<String, Object> policies = new LinkedHashMap<>();
        for (String mode : modes) {
            if (!mode.matches("(int8|int4|float8)(/.*)?")) {
                throw new UnsupportedModelException("models of KerasHub that are quantised to " + mode);
            }
            policies.put(mode, mode + FROM + "float32");
        }
        Map<String, Object> config = Map.of("default_policy", "float32", "policy_map", policies);
        return modes.isEmpty() ? null : Map.of("class_name", "DTypePolicyMap", "config", config);
    }

    private static void collect(Object policy, Set<String> modes) {
        if (policy instanceof String name) {
            int from = name.indexOf(FROM);
            if (from >= 0) {
                modes.add(name.substring(0, from));
            }
        } else if (policy instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if ("mode".equals(key) && value instanceof String mode) {
                    modes.add(mode);
                } else {
                    collect(value, modes);
                }
            });
        }
    }
}
