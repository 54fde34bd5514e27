package io.github.cornu.importer.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Keras that wrote a file: some names mean different things in different versions, and on different backends.
 *
 * @param tensorFlow whether the version says that it was the Keras inside TensorFlow, 2.1.6-tf for instance
 * @param backend for instance {@code tensorflow} or {@code theano}
 */
public record KerasWriter(int major, int minor, boolean tensorFlow, String backend) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?.*", Pattern.DOTALL);

    /**
     * Reads what a file says.
     *
     * @param version for instance {@code 2.2.4-tf}; null, as in the earliest files: Keras 1
     * @param backend null: TensorFlow
     */
    public static KerasWriter parse(String version, String backend) {
        String known = backend == null ? "tensorflow" : backend;
        Matcher matcher = NUMBERS.matcher(version == null ? "" : version.strip());
        if (!matcher.matches()) {
            return new KerasWriter(1, 0, false, known);
        }
        String minor = matcher.group(2);
        return new KerasWriter(
                Integer.parseInt(matcher.group(1)),
                minor == null ? 0 : Integer.parseInt(minor),
                version.strip().endsWith("-tf"),
                known);
    }

    /** Keras 3 and later. */
    public boolean isKeras3() {
        return major >= 3;
    }

    /** That version or a later one. */
    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }

    /** Keras as a package of its own, before it was a part of TensorFlow: 1.0 to 2.3. */
    public boolean isStandalone() {
        return major < 2 || major == 2 && minor < 4 && !tensorFlow;
    }

    /**
     * Whether convolutions turn their kernels around, as Theano's did: all others are cross-correlations. Keras turned
     * depthwise kernels before it gave them to Theano, so that they are as on other backends.
     */
    public boolean flipsKernels() {
        return backend.equals("theano");
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
