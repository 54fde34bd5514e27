package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.layer.AxisLength;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic with arrays whose elements are known when the model is read, mostly lengths of axes. */
final class KnownMath {
    private KnownMath() {}

    /** One of the shapes must be that of the result, the other the same or that of a single number. */
    static KnownArray binary(Binary function, KnownArray a, KnownArray b, NumberType type) {
        boolean firstIsLarger = a.elements().size() >= b.elements().size();
        Shape shape = firstIsLarger ? a.shape() : b.shape();
        List<Object> elements = new ArrayList<>();
        int count = shape.size();
        for (int i = 0; i < count; i++) {
            elements.add(element(function, pick(a, i, count), pick(b, i, count), type));
        }
        return new KnownArray(type, a.weak() && b.weak(), shape, elements);
    }

    /** An element of one array or of the other; all have the same shape. */
    static KnownArray choose(KnownArray condition, KnownArray a, KnownArray b, NumberType type) {
        double[] choices = condition.numbers();
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < choices.length; i++) {
            elements.add(pick(choices[i] == 0 ? b : a, i, choices.length));
        }
        return new KnownArray(type, false, condition.shape(), elements);
    }

    private static Object pick(KnownArray array, int index, int count) {
        int size = array.elements().size();
        if (size != count && size != 1) {
            throw new UnsupportedModelException("it combines constants of different shapes");
        }
        return array.elements().get(size == 1 ? 0 : index);
    }

    private static Object element(Binary function, Object a, Object b, NumberType type) {
        boolean product = function == Binary.MULTIPLY;
        if (product && a.equals(1.0) || function == Binary.ADD && a.equals(0.0)) {
            return b;
        }
        boolean divides = product || function == Binary.FLOOR_DIVIDE;
        if (divides && b.equals(1.0) || (function == Binary.ADD || function == Binary.SUBTRACT) && b.equals(0.0)) {
            return a;
        }
        if (function == Binary.SUBTRACT && a.equals(b) && !a.equals(AxisLength.UNKNOWN)) {
            return 0.0;
        }
        if (!(a instanceof Double p) || !(b instanceof Double q)) {
            return AxisLength.UNKNOWN;
        }
        double result = switch (function) {
            case ADD -> p + q;
            case SUBTRACT -> p - q;
            case MULTIPLY -> p * q;
            case DIVIDE -> p / q;
            case FLOOR_DIVIDE -> Math.floor(p / q);
            case FLOOR_MOD -> p - q * Math.floor(p / q);
            case MAXIMUM -> Math.max(p, q);
            case MINIMUM -> Math.min(p, q);
            case POWER -> StrictMath.pow(p, q);
            case EQUAL -> p.equals(q) ? 1 : 0;
            case NOT_EQUAL -> p.equals(q) ? 0 : 1;
            case GREATER -> p > q ? 1 : 0;
            case GREATER_EQUAL -> p >= q ? 1 : 0;
            case LESS -> p < q ? 1 : 0;
            case LESS_EQUAL -> p <= q ? 1 : 0;
            default -> throw new UnsupportedModelException("it computes with constants");
        };
        return type == NumberType.FLOAT ? (double) (float) result : result;
    }
}
