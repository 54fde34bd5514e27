package io.github.cornu.importer.layer;

import java.util.Locale;

/** The number type of a tensor in Keras. Ours are floats, which are exact for integers up to 2^24. */
public enum NumberType {
    BOOL(1, false),
    INT8(8, true),
    UINT8(8, false),
    INT16(16, true),
    UINT16(16, false),
    INT32(32, true),
    UINT32(32, false),
    INT64(64, true),
    UINT64(64, false),
    /** float32, and float64, which is computed as float32. */
    FLOAT(0, true),
    /** float16 and bfloat16. */
    HALF(0, true),
    /** Complex numbers: pairs of floats along a last axis of the value, which Keras's shape does not have. */
    COMPLEX(0, true),
    /** Strings: code points along a last axis of the value, which Keras's shape does not have. */
    TEXT(0, true),
    /** Whatever else. */
    OTHER(0, true);

    private static final int EXACT_BITS = 24;
    /** All whole numbers up to this one, and their negatives, are floats. */
    public static final int EXACT = 1 << EXACT_BITS;

    private final int bits;
    private final boolean signed;

    NumberType(int bits, boolean signed) {
        this.bits = bits;
        this.signed = signed;
    }

    /** The type with that name in Keras, or in a node of TensorFlow, for instance int32 or DT_INT32. */
    public static NumberType of(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceFirst("^(DT_|TF\\.)", "");
        return switch (plain) {
            case "FLOAT", "FLOAT32", "FLOAT64", "DOUBLE" -> FLOAT;
            case "FLOAT16", "BFLOAT16", "HALF" -> HALF;
            case "INT" -> INT32;
            case "STRING" -> TEXT;
            case "BOOL", "INT8", "UINT8", "INT16", "UINT16", "INT32", "UINT32", "INT64", "UINT64" -> valueOf(plain);
            default -> OTHER;
        };
    }

    public boolean isInteger() {
        return bits > 1;
    }

    /** The smallest integer that is computed exactly. */
    float least() {
        return signed ? -1f - most() : 0f;
    }

    /** The largest integer that is computed exactly. */
    float most() {
        int usable = Math.min(EXACT_BITS, signed ? bits - 1 : bits);
        return (float) ((1L << usable) - 1);
    }

    /** The smallest number of the type. */
    public double smallest() {
        return signed ? -Math.scalb(1.0, bits - 1) : 0;
    }

    /** The largest number of the type. */
    public double largest() {
        return Math.scalb(1.0, signed ? bits - 1 : bits) - 1;
    }

    /** The type of a result of operands of these two types. */
    public static NumberType common(NumberType a, NumberType b) {
        if (a == b || b == BOOL) {
            return a;
        }
        if (a == BOOL) {
            return b;
        }
        if (!a.isInteger() || !b.isInteger()) {
            return a.compareTo(b) > 0 ? a : b;
        }
        if (a.signed == b.signed) {
            return a.bits > b.bits ? a : b;
        }
        NumberType unsigned = a.signed ? b : a;
        int needed = Math.max(a.signed ? a.bits : b.bits, 2 * unsigned.bits);
        return needed > INT64.bits ? FLOAT : valueOf("INT" + needed);
    }
}
