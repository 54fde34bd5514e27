package io.github.cornu.plan;

import io.github.cornu.graph.LayerInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which layer of a model a part belongs to: for parts of wrappers, the wrapper. */
public final class LayerPaths {
    private final Map<String, String> known = new HashMap<>();

    public LayerPaths(List<LayerInfo> layers) {
        layers.forEach(layer -> known.put(layer.path(), layer.path()));
    }

    /** The path of the layer; the part's own one if it belongs to none. */
    public String of(String part) {
        return known.computeIfAbsent(String.valueOf(part), this::find);
    }

    private String find(String part) {
        for (int end = part.lastIndexOf('/'); end > 0; end = part.lastIndexOf('/', end - 1)) {
            String outer = part.substring(0, end);
            if (known.containsKey(outer)) {
                return known.get(outer);
            }
        }
        return part;
    }
}
