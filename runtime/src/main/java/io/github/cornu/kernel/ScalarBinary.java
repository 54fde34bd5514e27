package io.github.cornu.kernel;

import io.github.cornu.tensor.Binary;

/** The functions of {@link Binary}, of two floats. */
final class ScalarBinary {
    private ScalarBinary() {}

    static float apply(Binary f, float a, float b) {
        return switch (f) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case PRELU -> a > 0f ? a : a * b;
            case EQUAL -> a == b ? 1f : 0f;
            case NOT_EQUAL -> a != b ? 1f : 0f;
            case GREATER -> a > b ? 1f : 0f;
            case GREATER_EQUAL -> a >= b ? 1f : 0f;
            case LESS -> a < b ? 1f : 0f;
            case LESS_EQUAL -> a <= b ? 1f : 0f;
            case POWER -> (float) RareMath.power(a, b);
            case ATAN2 -> (float) StrictMath.atan2(a, b);
            case FLOOR_DIVIDE -> (float) Math.floor(a / b);
            case FLOOR_MOD -> floorMod(a, b);
            case TRUNCATED_MOD -> a % b;
            case NEXT_AFTER -> Math.nextAfter(a, b);
        };
    }

    private static float floorMod(float a, float b) {
        float rest = a % b;
        return rest != 0f && rest < 0f != b < 0f ? rest + b : rest;
    }
}
