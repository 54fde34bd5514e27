package io.github.cornu.layers.audio;

/** A window of {@code tf.signal} that depends on its length alone. */
enum Window {
    HANN {
        @Override
        double at(int i, int length) {
            return raisedCosine(i, length, 0.5);
        }
    },
    HAMMING {
        @Override
        double at(int i, int length) {
            return raisedCosine(i, length, 0.54);
        }
    },
    VORBIS {
        @Override
        double at(int i, int length) {
            double sine = StrictMath.sin(StrictMath.PI / length * (i + 0.5));
            return StrictMath.sin(StrictMath.PI / 2 * sine * sine);
        }
    };

    static Window of(String name) {
        if (name == null) {
            return HANN;
        }
        return switch (name) {
            case "hann_window" -> HANN;
            case "hamming_window" -> HAMMING;
            case "vorbis_window" -> VORBIS;
            default ->
                throw new IllegalArgumentException("the window '" + name
                        + "' is not supported; known: hann_window, hamming_window, vorbis_window");
        };
    }

    abstract double at(int i, int length);

    double[] values(int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = at(i, length);
        }
        return values;
    }

    /** TensorFlow makes it periodic only where the length is even. */
    private static double raisedCosine(int i, int length, double mean) {
        int period = length % 2 == 0 ? length : length - 1;
        return length == 1 ? 1 : mean - (1 - mean) * StrictMath.cos(2 * StrictMath.PI * i / period);
    }
}
