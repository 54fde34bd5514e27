package io.github.cornu.hub.tokenizer.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. */
final class Bytes {
    private byte[] data;
    private int length;

    Bytes(int capacity) {
        data = new byte[Math.max(16, capacity)];
    }

    int length() {
        return length;
    }

    void append(byte value) {
        reserve(1);
        data[length++] = value;
    }

    void append(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, data, length, to - from);
        length += to - from;
    }

    void append(byte[] source) {
        append(source, 0, source.length);
    }

    /** Takes a text off the end, as often as it is there. */
    void dropSuffixes(byte[] suffix) {
        while (endsWith(suffix)) {
            length -= suffix.length;
        }
    }

    private boolean endsWith(byte[] suffix) {
        return length >= suffix.length && Arrays.equals(data, length - suffix.length, length, suffix, 0, suffix.length);
    }

    byte[] toArray() {
        return Arrays.copyOf(data, length);
    }

    String text() {
        return new String(data, 0, length, StandardCharsets.UTF_8);
    }

    private void reserve(int more) {
        if (more > data.length - length) {
            data = Arrays.copyOf(data, Math.max(length + more, 2 * data.length));
        }
    }
}
