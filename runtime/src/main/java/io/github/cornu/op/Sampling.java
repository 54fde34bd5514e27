package io.github.cornu.op;

/** How {@link Resample} computes elements between those there are. Pixel centers lie at halves, as TensorFlow 2 has it. */
public enum Sampling {
    /** A straight line between the two nearest. */
    BILINEAR(1f) {
        @Override
        double kernel(double distance) {
            return 1 - distance;
        }
    },
    /** Keys' cubic with a = -1/2. */
    BICUBIC(2f) {
        @Override
        double kernel(double distance) {
            // TensorFlow takes the distance from a table of 1024 steps.
            double x = Math.rint(distance * 1024) / 1024;
            return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
        }
    },
    /** A windowed sinc over three elements on each side. */
    LANCZOS3(3f) {
        @Override
        double kernel(double distance) {
            return lanczos(distance, 3);
        }
    },
    /** A windowed sinc over five elements on each side. */
    LANCZOS5(5f) {
        @Override
        double kernel(double distance) {
            return lanczos(distance, 5);
        }
    },
    /** A bell curve with a standard deviation of a half. */
    GAUSSIAN(1.5f) {
        @Override
        double kernel(double distance) {
            return StrictMath.exp(-distance * distance / (2 * 0.5 * 0.5));
        }
    },
    /** Mitchell and Netravali's cubic with B = C = 1/3. */
    MITCHELLCUBIC(2f) {
        @Override
        double kernel(double x) {
            return x < 1 ? ((7 * x / 6 - 2) * x) * x + 16.0 / 18 : ((-7 * x / 18 + 2) * x - 10.0 / 3) * x + 16.0 / 9;
        }
    };

    private final float radius;

    Sampling(float radius) {
        this.radius = radius;
    }

    /** The weight of an element at that distance, below the radius. */
    abstract double kernel(double distance);

    /**
     * The weights of the input elements for one output element, adding up to 1.
     *
     * @param position of the output element among the input elements, whose centers are whole numbers
     * @return a weight for each of the {@code length} elements
     */
    float[] weights(double position, int length) {
        double[] weights = new double[length];
        double total = 0;
        int first = (int) Math.floor(position - radius) + 1;
        int last = (int) Math.ceil(position + radius) - 1;
        for (int i = first; i <= last; i++) {
            double weight = kernel(Math.abs(position - i));
            if (this == BILINEAR) {
                weights[Math.max(0, Math.min(length - 1, i))] += weight;
            } else if (i >= 0 && i < length) {
                weights[i] += weight;
            } else {
                continue;
            }
            total += weight;
        }
        float[] normalized = new float[length];
        for (int i = 0; i < length; i++) {
            normalized[i] = (float) (weights[i] / total);
        }
        return normalized;
    }

    private static double lanczos(double x, double radius) {
        if (x < 1e-3) {
            return 1;
        }
        return radius
                * StrictMath.sin(Math.PI * x)
                * StrictMath.sin(Math.PI * x / radius)
                / (Math.PI * Math.PI * x * x);
    }
}
