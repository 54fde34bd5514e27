package io.github.cornu.op.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * A part of each text, as {@code tf.strings.substr} has it: (…, code points) to (…, code points).
 *
 * <p>Running it throws an {@link IllegalArgumentException} if a text ends before the part begins, or if bytes cut a
 * character.
 *
 * @param position where it begins; from the end of the text if negative
 * @param length how long it is at most
 * @param bytes whether both count bytes of UTF-8, else code points
 */
public record SubText(int position, int length, boolean bytes) implements TextToText {
    public SubText {
        if (length < 0) {
            throw new IllegalArgumentException("a part of " + length + " characters");
        }
    }

    @Override
    public int width(int width) {
        return Math.max(1, Math.min(width, length));
    }

    @Override
    public UnaryOperator<String> editor() {
        return bytes ? this::ofBytes : this::ofCodePoints;
    }

    private int first(String text, int count) {
        int first = position < 0 ? count + position : position;
        if (first < 0 || first > count) {
            throw new IllegalArgumentException(
                    "the text '" + text + "' of the length " + count + " has no position " + position);
        }
        return first;
    }

    private String ofCodePoints(String text) {
        int count = text.codePointCount(0, text.length());
        int first = first(text, count);
        int from = text.offsetByCodePoints(0, first);
        return text.substring(from, text.offsetByCodePoints(from, Math.min(length, count - first)));
    }

    private String ofBytes(String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        int first = first(text, all.length);
        ByteBuffer part = ByteBuffer.wrap(all, first, Math.min(length, all.length - first));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a part of the bytes of '" + text + "' cuts a character", e);
        }
    }
}
