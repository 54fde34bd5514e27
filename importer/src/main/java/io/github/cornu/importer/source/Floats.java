package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import java.lang.reflect.Array;

/** Arrays of any number type as floats. */
final class Floats {
    private Floats() {}

    static float[] of(Object data, int size, String label) {
        float[] values = convert(data, label);
        if (values.length != size) {
            throw new ModelException(label + " has " + values.length + " elements, its shape " + size);
        }
        return values;
    }

    private static float[] convert(Object data, String label) {
        if (data instanceof float[] floats) {
            return floats;
        }
        if (data == null) {
            throw new ModelException(label + " was never written");
        }
        if (!data.getClass().isArray()) {
            if (data instanceof Number number) {
                return new float[] {number.floatValue()};
            }
            throw new ModelException(label + " holds no numbers");
        }
        int length = Array.getLength(data);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            if (!(Array.get(data, i) instanceof Number number)) {
                throw new ModelException(label + " holds no numbers");
            }
            values[i] = number.floatValue();
        }
        return values;
    }
}
