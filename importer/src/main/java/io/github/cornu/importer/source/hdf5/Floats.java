package io.github.cornu.importer.source.hdf5;

import io.github.cornu.ModelException;
import java.lang.reflect.Array;
import java.math.BigDecimal;

/** Arrays of any number type as floats: of float64 the nearest, of whole numbers the same or none. */
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
                return new float[] {nearest(number, label)};
            }
            throw new ModelException(label + " holds no numbers");
        }
        int length = Array.getLength(data);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            if (!(Array.get(data, i) instanceof Number number)) {
                throw new ModelException(label + " holds no numbers");
            }
            values[i] = nearest(number, label);
        }
        return values;
    }

    private static float nearest(Number number, String label) {
        float value = number.floatValue();
        boolean whole = !(number instanceof Float || number instanceof Double);
        if (whole && !new BigDecimal(number.toString()).equals(new BigDecimal(value).setScale(0))) {
            throw new ModelException(label + " holds the number " + number + ", which does not fit into a float");
        }
        return value;
    }
}
