package io.github.cornu.importer.numpy;

import io.github.cornu.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The elements of {@code .npy} files as floats. */
final class NpyNumbers {
    private NpyNumbers() {}

    /**
     * @param type byte order, kind and size, for instance {@code <f4}
     */
    static float[] read(ByteBuffer buffer, String type, int count) {
        if (type.contains("O")) {
            throw new ModelException(
                    "it holds pickled Python objects, which are not read (texts are, as array.astype(str))");
        }
        if (!type.matches("[<>|=]?[fiub]\\d{1,2}")) {
            throw new ModelException("its elements have the type '" + type + "', expected numbers");
        }
        boolean ordered = "<>|=".indexOf(type.charAt(0)) >= 0;
        buffer.order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        String kind = ordered ? type.substring(1) : type;
        int size = Integer.parseInt(kind.substring(1));
        if ((long) size * count > buffer.remaining()) {
            throw new ModelException(
                    "it ends after " + buffer.remaining() + " of " + (long) size * count + " bytes of elements");
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = next(buffer, kind);
        }
        return values;
    }

    private static float next(ByteBuffer buffer, String kind) {
        return switch (kind) {
            case "f2" -> half(buffer.getShort());
            case "f4" -> buffer.getFloat();
            case "f8" -> (float) buffer.getDouble();
            case "b1" -> buffer.get() == 0 ? 0f : 1f;
            case "i1" -> buffer.get();
            case "u1" -> Byte.toUnsignedInt(buffer.get());
            case "i2" -> buffer.getShort();
            case "u2" -> Short.toUnsignedInt(buffer.getShort());
            case "i4" -> exact(buffer.getInt());
            case "u4" -> exact(Integer.toUnsignedLong(buffer.getInt()));
            case "i8" -> exact(buffer.getLong());
            case "u8" -> unsigned(buffer.getLong());
            default -> throw new ModelException("its elements have the type '" + kind + "'");
        };
    }

    private static float unsigned(long value) {
        if (value < 0) {
            throw new ModelException("the number " + Long.toUnsignedString(value) + " does not fit into a float");
        }
        return exact(value);
    }

    private static float exact(long value) {
        float nearest = value;
        if ((long) nearest != value || value == Long.MAX_VALUE) {
            throw new ModelException("the number " + value + " does not fit into a float");
        }
        return nearest;
    }

    /** IEEE half precision. */
    static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int mantissa = bits & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = mantissa * 0x1p-24f;
        } else if (exponent == 0x1f) {
            magnitude = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Math.scalb((float) (mantissa | 0x400), exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
