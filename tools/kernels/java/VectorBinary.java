package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import io.github.cornu.tensor.Binary;
import jdk.incubator.vector.FloatVector;

/**
 * The functions of {@link ScalarBinary} on vectors: of each a loop for two arrays and one for an array and a number.
 */
final class VectorBinary {
    private VectorBinary() {}

    /** Applies f to the first elements, as many as fill whole vectors, and returns how many these are. */
    static int apply(Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        int end = SPECIES.loopBound(n);
        switch (f) {
            case ADD -> add(a, aOffset, b, bOffset, y, yOffset, end);
            case SUBTRACT -> subtract(a, aOffset, b, bOffset, y, yOffset, end);
            case MULTIPLY -> multiply(a, aOffset, b, bOffset, y, yOffset, end);
            case DIVIDE -> divide(a, aOffset, b, bOffset, y, yOffset, end);
            case MAXIMUM -> maximum(a, aOffset, b, bOffset, y, yOffset, end);
            case MINIMUM -> minimum(a, aOffset, b, bOffset, y, yOffset, end);
            case PRELU -> prelu(a, aOffset, b, bOffset, y, yOffset, end);
            case EQUAL -> equal(a, aOffset, b, bOffset, y, yOffset, end);
            case NOT_EQUAL -> notEqual(a, aOffset, b, bOffset, y, yOffset, end);
            case GREATER -> greater(a, aOffset, b, bOffset, y, yOffset, end);
            case GREATER_EQUAL -> greaterEqual(a, aOffset, b, bOffset, y, yOffset, end);
            case LESS -> less(a, aOffset, b, bOffset, y, yOffset, end);
            case LESS_EQUAL -> lessEqual(a, aOffset, b, bOffset, y, yOffset, end);
            case POWER, ATAN2, FLOOR_DIVIDE, FLOOR_MOD, TRUNCATED_MOD, NEXT_AFTER -> {
                return 0;
            }
        }
        return end;
    }

    /** {@link #apply} with one number b. */
    static int applyScalar(Binary f, float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        int end = SPECIES.loopBound(n);
        switch (f) {
            case ADD -> add(a, aOffset, b, y, yOffset, end);
            case SUBTRACT -> subtract(a, aOffset, b, y, yOffset, end);
            case MULTIPLY -> multiply(a, aOffset, b, y, yOffset, end);
            case DIVIDE -> divide(a, aOffset, b, y, yOffset, end);
            case MAXIMUM -> maximum(a, aOffset, b, y, yOffset, end);
            case MINIMUM -> minimum(a, aOffset, b, y, yOffset, end);
            case PRELU -> prelu(a, aOffset, b, y, yOffset, end);
            case EQUAL -> equal(a, aOffset, b, y, yOffset, end);
            case NOT_EQUAL -> notEqual(a, aOffset, b, y, yOffset, end);
            case GREATER -> greater(a, aOffset, b, y, yOffset, end);
            case GREATER_EQUAL -> greaterEqual(a, aOffset, b, y, yOffset, end);
            case LESS -> less(a, aOffset, b, y, yOffset, end);
            case LESS_EQUAL -> lessEqual(a, aOffset, b, y, yOffset, end);
            case POWER, ATAN2, FLOOR_DIVIDE, FLOOR_MOD, TRUNCATED_MOD, NEXT_AFTER -> {
                return 0;
            }
        }
        return end;
    }

    private static void add(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            u.add(v).intoArray(y, yOffset + i);
        }
    }

    private static void add(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            u.add(v).intoArray(y, yOffset + i);
        }
    }

    private static void subtract(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            u.sub(v).intoArray(y, yOffset + i);
        }
    }

    private static void subtract(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            u.sub(v).intoArray(y, yOffset + i);
        }
    }

    private static void multiply(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            u.mul(v).intoArray(y, yOffset + i);
        }
    }

    private static void multiply(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            u.mul(v).intoArray(y, yOffset + i);
        }
    }

    private static void divide(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            u.div(v).intoArray(y, yOffset + i);
        }
    }

    private static void divide(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            u.div(v).intoArray(y, yOffset + i);
        }
    }

    private static void maximum(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            u.max(v).intoArray(y, yOffset + i);
        }
    }

    private static void maximum(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            u.max(v).intoArray(y, yOffset + i);
        }
    }

    private static void minimum(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            u.min(v).intoArray(y, yOffset + i);
        }
    }

    private static void minimum(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            u.min(v).intoArray(y, yOffset + i);
        }
    }

    private static void prelu(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            u.mul(v).blend(u, u.compare(GT, 0f)).intoArray(y, yOffset + i);
        }
    }

    private static void prelu(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            u.mul(v).blend(u, u.compare(GT, 0f)).intoArray(y, yOffset + i);
        }
    }

    private static void equal(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(EQ, v)).intoArray(y, yOffset + i);
        }
    }

    private static void equal(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(EQ, v)).intoArray(y, yOffset + i);
        }
    }

    private static void notEqual(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(NE, v)).intoArray(y, yOffset + i);
        }
    }

    private static void notEqual(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(NE, v)).intoArray(y, yOffset + i);
        }
    }

    private static void greater(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(GT, v)).intoArray(y, yOffset + i);
        }
    }

    private static void greater(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(GT, v)).intoArray(y, yOffset + i);
        }
    }

    private static void greaterEqual(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(GE, v)).intoArray(y, yOffset + i);
        }
    }

    private static void greaterEqual(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(GE, v)).intoArray(y, yOffset + i);
        }
    }

    private static void less(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(LT, v)).intoArray(y, yOffset + i);
        }
    }

    private static void less(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(LT, v)).intoArray(y, yOffset + i);
        }
    }

    private static void lessEqual(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        // noinline(n)
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(LE, v)).intoArray(y, yOffset + i);
        }
    }

    private static void lessEqual(float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        // noinline(n)
        FloatVector v = FloatVector.broadcast(SPECIES, b);
        for (int i = 0; i < n; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector.broadcast(SPECIES, 0f).blend(1f, u.compare(LE, v)).intoArray(y, yOffset + i);
        }
    }
}
