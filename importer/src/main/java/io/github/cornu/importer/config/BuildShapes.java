package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shapes that a layer was built for, as newer files have them. */
final class BuildShapes {
    private static final String KEY = "input_shape";
    private static final String SUFFIX = "_shape";

    private BuildShapes() {}

    /**
     * By the names of the inputs: those of a dict, of the arguments of the call, or else {@code input}, or {@code
     * input_0} and so on of several.
     */
    static Map<String, int[]> of(JsonNode build) {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        JsonNode arguments = build.path("shapes_dict");
        if (arguments.isObject()) {
            arguments.properties().forEach(argument -> {
                String name = argument.getKey();
                boolean suffixed = name.endsWith(SUFFIX) && name.length() > SUFFIX.length();
                add(shapes, suffixed ? name.substring(0, name.length() - SUFFIX.length()) : name, argument.getValue());
            });
        } else {
            add(shapes, "input", build.path(KEY));
        }
        return shapes;
    }

    private static void add(Map<String, int[]> shapes, String name, JsonNode value) {
        JsonNode shape = ConfigValues.items(value);
        if (shape.isObject()) {
            shape.properties().forEach(field -> add(shapes, field.getKey(), field.getValue()));
        } else if (ConfigValues.items(shape.path(0)).isArray()) {
            for (int i = 0; i < shape.size(); i++) {
                add(shapes, name + "_" + i, shape.get(i));
            }
        } else if (!shape.isEmpty()) {
            shapes.put(name, ConfigValues.shape(KEY, shape));
        }
    }
}
