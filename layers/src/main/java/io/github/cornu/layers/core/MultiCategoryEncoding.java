package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.text.TextNumber;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Map;

/**
 * AutoKeras's {@code MultiCategoryEncoding} of the columns of a table, of texts or of numbers. A column of categories,
 * {@code int}, becomes their indices in the vocabulary that the file has for it; a column of numbers stays as it is,
 * but 0 for those that are missing.
 */
public final class MultiCategoryEncoding {
    private static final String CATEGORIES = "int";

    private MultiCategoryEncoding() {}

    /** The layer. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        Object given = layer.config().value("encoding");
        List<?> columns = given instanceof List<?> list ? list : List.of();
        CustomInnerLayer[] lookups = new CustomInnerLayer[columns.size()];
        int count = 0;
        for (int i = 0; i < lookups.length; i++) {
            if (columns.get(i).equals(CATEGORIES)) {
                lookups[i] = layer.inner("encoding_layers/" + count++, "StringLookup", Map.of());
            }
        }
        boolean anyCategories = count > 0;
        layer.takeTexts();
        return call -> {
            Value x = call.input();
            boolean texts = call.isTexts(x);
            int axis = x.shape().rank() - (texts ? 2 : 1);
            if (x.shape().length(axis) != lookups.length) {
                throw new IllegalArgumentException(lookups.length + " columns, and an input of " + x.shape());
            }
            if (!texts && anyCategories) {
                throw new IllegalArgumentException("categories ('int') in an input of numbers are not supported");
            }
            return texts ? ofTexts(call, x, axis, lookups) : present(call, x);
        };
    }

    private static Value ofTexts(CustomCall call, Value x, int axis, CustomInnerLayer... lookups) {
        Value[] columns = new Value[lookups.length];
        for (int i = 0; i < columns.length; i++) {
            Value column = call.add(new Slice(axis, i, i + 1, 1), x);
            columns[i] = lookups[i] == null
                    ? present(call, call.add(new TextNumber(), column))
                    : call.apply(lookups[i], column);
        }
        return columns.length == 1 ? columns[0] : call.add(new Concatenate(axis), columns);
    }

    /** With 0 in the place of what is not a number. */
    private static Value present(CustomCall call, Value x) {
        Value missing = call.add(new Combine(Binary.NOT_EQUAL), x, x);
        Value zero = Parts.constant(call, Weight.of(new float[1], 1));
        return call.add(new Where(), missing, zero, x);
    }
}
