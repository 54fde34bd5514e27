package io.github.cornu.layers.audio;

import io.github.cornu.tensor.Weight;
import java.util.Map;

/**
 * The filters of {@code ApplyFilterbank}, which kapre computes anew from the config: those of librosa on the mel scale,
 * and log-normal ones for each semitone.
 *
 * @param options by kapre's names
 */
record Filterbank(boolean mel, Map<?, ?> options) {
    /** Floats of a bank, which a config from a stranger may ask for. */
    private static final long MOST = 1 << 24;

    /** Below, the scale of Slaney is linear. */
    private static final double BREAK = 1000;

    private static final double LINEAR_STEP = 200.0 / 3;
    private static final double LOG_STEP = StrictMath.log(6.4) / 27;

    static Filterbank of(String type, Object options) {
        if (!(type.equals("mel") || type.equals("log")) || !(options instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a filterbank of the type '" + type + "' is not supported");
        }
        Filterbank bank = new Filterbank(type.equals("mel"), map);
        if (bank.frequencies() < 2 || bank.filters() < 1 || (long) bank.frequencies() * bank.filters() > MOST) {
            throw new IllegalArgumentException("a filterbank of " + bank.filters() + " filters of " + bank.frequencies()
                    + " frequencies is not supported");
        }
        return bank;
    }

    private double number(String key, double otherwise) {
        return options.get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }

    private int frequencies() {
        return (int) number("n_freq", 0);
    }

    private int filters() {
        return mel ? (int) number("n_mels", 128) : (int) number("n_bins", 84);
    }

    /** (frequencies, filters). */
    Weight weight() {
        return mel ? ofMels() : ofSemitones();
    }

    private boolean htk() {
        return Boolean.TRUE.equals(options.get("htk"));
    }

    private Weight ofMels() {
        double rate = number("sample_rate", 0);
        Object norm = options.containsKey("norm") ? options.get("norm") : "slaney";
        if (norm != null && !norm.equals("slaney")) {
            throw new IllegalArgumentException("a norm '" + norm + "' of mel filters is not supported");
        }
        int rows = frequencies();
        int columns = filters();
        double least = mel(number("f_min", 0));
        double most = mel(number("f_max", rate / 2));
        double[] edges = new double[columns + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hertz(least + (most - least) * i / (columns + 1));
        }
        float[] bank = new float[rows * columns];
        for (int k = 0; k < rows; k++) {
            double hertz = k * rate / (2.0 * (rows - 1));
            for (int j = 0; j < columns; j++) {
                double up = (hertz - edges[j]) / (edges[j + 1] - edges[j]);
                double down = (edges[j + 2] - hertz) / (edges[j + 2] - edges[j + 1]);
                float height = (float) Math.max(0, Math.min(up, down));
                bank[k * columns + j] = norm == null ? height : (float) (height * 2.0 / (edges[j + 2] - edges[j]));
            }
        }
        return Weight.of(bank, rows, columns);
    }

    private double mel(double hertz) {
        if (htk()) {
            return 2595 * StrictMath.log10(1 + hertz / 700);
        }
        return hertz < BREAK ? hertz / LINEAR_STEP : BREAK / LINEAR_STEP + StrictMath.log(hertz / BREAK) / LOG_STEP;
    }

    private double hertz(double mel) {
        if (htk()) {
            return 700 * (StrictMath.pow(10, mel / 2595) - 1);
        }
        double middle = BREAK / LINEAR_STEP;
        return mel < middle ? mel * LINEAR_STEP : BREAK * StrictMath.exp(LOG_STEP * (mel - middle));
    }

    private Weight ofSemitones() {
        int rows = frequencies();
        int columns = filters();
        double perOctave = number("bins_per_octave", 12);
        double sigma = number("spread", 0.125) / perOctave;
        double first = number("f_min", 32.70319566);
        double step = number("sample_rate", 0) / (2.0 * (rows - 1));
        float[] bank = new float[rows * columns];
        for (int j = 0; j < columns; j++) {
            double center = log2(first * StrictMath.pow(2, j / perOctave));
            double[] filter = new double[rows];
            double sum = 0;
            for (int k = 1; k < rows; k++) {
                double place = log2(k * step);
                double distance = (place - center) / sigma;
                filter[k] = StrictMath.exp(-0.5 * distance * distance - log2(sigma) - place);
                sum += filter[k];
            }
            for (int k = 1; k < rows; k++) {
                // A filter without any frequency near it stays as it is.
                bank[k * columns + j] = (float) (sum < Double.MIN_NORMAL ? filter[k] : filter[k] / sum);
            }
        }
        return Weight.of(bank, rows, columns);
    }

    private static double log2(double x) {
        return StrictMath.log(x) / StrictMath.log(2);
    }
}
