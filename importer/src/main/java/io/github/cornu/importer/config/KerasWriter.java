package io.github.cornu.importer.config;

import io.github.cornu.UnsupportedModelException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Keras that wrote a file: some names mean different things in different versions, and on different backends.
 *
 * @param tensorFlow whether the version says that it was the Keras inside TensorFlow, 2.1.6-tf for instance
 * @param backend for instance {@code tensorflow} or {@code theano}; null: a file of Keras 1 that does not tell
 */
public record KerasWriter(int major, int minor, int patch, boolean tensorFlow, String backend) {
    private static final int NEWEST = 3;
    private static final int SHOWN = 40;
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?.*", Pattern.DOTALL);

    /**
     * Reads what a file says.
     *
     * @param version for instance {@code 2.2.4-tf}; null, as in the earliest files: Keras 1
     * @param backend null: TensorFlow, but for Keras 1
     * @throws UnsupportedModelException if it is not a version that is known
     */
    public static KerasWriter parse(String version, String backend) {
        if (version == null) {
            return new KerasWriter(1, 0, 0, false, backend);
        }
        Matcher matcher = NUMBERS.matcher(version.strip());
        int major = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (major < 1 || major > NEWEST) {
            throw new UnsupportedModelException(
                    "the file was written by Keras " + shown(version) + ", supported are 1 to " + NEWEST);
        }
        return new KerasWriter(
                major,
                number(matcher.group(2)),
                number(matcher.group(3)),
                version.strip().endsWith("-tf"),
                backend == null && major > 1 ? "tensorflow" : backend);
    }

    private static String shown(String version) {
        String line = version.strip().replaceAll("\\s+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Keras before 2. */
    public boolean isKeras1() {
        return major < 2;
    }

    /** Keras 3 and later. */
    public boolean isKeras3() {
        return major >= 3;
    }

    /** That version or a later one. */
    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }

    /**
     * Whether BatchNormalization kept the standard deviation, and divided by it plus epsilon: before Keras 1.0.6. Later
     * it was the variance, though still called {@code running_std}.
     */
    public boolean keepsStandardDeviation() {
        return major < 2 && minor == 0 && patch < 6;
    }

    /** Keras as a package of its own, before it was a part of TensorFlow: 1.0 to 2.3. */
    public boolean isStandalone() {
        return major < 2 || major == 2 && minor < 4 && !tensorFlow;
    }

    /**
     * Whether convolutions turn their kernels around, as Theano's did: all others are cross-correlations. Keras turned
     * depthwise kernels before it gave them to Theano, so that they are as on other backends.
     *
     * @throws UnsupportedModelException if the file does not tell
     */
    public boolean flipsKernels() {
        if (backend == null) {
            throw new UnsupportedModelException("the file does not tell its backend, and the kernels of convolutions"
                    + " mean something else on Theano than on TensorFlow: name the backend when loading it");
        }
        return isTheano();
    }

    /** Whether the backend is known to be Theano. */
    public boolean isTheano() {
        return "theano".equals(backend);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
