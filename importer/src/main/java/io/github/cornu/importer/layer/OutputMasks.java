package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The masks that outputs carry by the version of Keras. In 3.0 to 3.10 they follow from those that the first argument
 * carries, and not from one that the call gives by keyword; before 3.4 a list of tensors as the first argument counts
 * as one without masks.
 */
final class OutputMasks {
    private OutputMasks() {}

    /** The outputs of a layer for a call, with these masks. */
    static List<KerasTensor> of(KerasWriter writer, KerasLayer layer, Call call, List<KerasTensor> outputs) {
        boolean asComputed = !writer.isKeras3() || writer.isAtLeast(3, 11) || layer.isModel();
        if (asComputed || call.arguments().isEmpty()) {
            return outputs;
        }
        Object first = call.arguments().get(0);
        if (first instanceof List && !writer.isAtLeast(3, 4)) {
            return outputs.stream().map(output -> output.withMask(null)).toList();
        }
        List<Value> given = masks(call.keyword("mask"), false);
        List<Value> carried = masks(first, true);
        return outputs.stream()
                .map(output -> output.withMask(carried(output.mask(), given, carried)))
                .toList();
    }

    /** The mask that is carried in the place of a given one. */
    private static Value carried(Value mask, List<Value> given, List<Value> carried) {
        int place = mask == null ? -1 : given.indexOf(mask);
        return place < 0 ? mask : place < carried.size() ? carried.get(place) : null;
    }

    /** Tensors that are masks, or the masks that tensors carry; null where there is none. */
    private static List<Value> masks(Object argument, boolean areCarried) {
        List<Value> masks = new ArrayList<>();
        List<?> items = argument instanceof List<?> list ? list : Arrays.asList(argument);
        for (Object item : items) {
            KerasTensor tensor = item instanceof KerasTensor found ? found : null;
            masks.add(tensor == null ? null : areCarried ? tensor.mask() : tensor.value());
        }
        return masks;
    }
}
