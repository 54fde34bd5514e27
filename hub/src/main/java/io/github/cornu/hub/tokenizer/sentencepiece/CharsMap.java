package io.github.cornu.hub.tokenizer.sentencepiece;

import io.github.cornu.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What texts are replaced with before they are cut, for instance NFKC and lower case: the longest of the texts that
 * stand at a place. The file holds a double array of Darts-clone, and the replacements, each of which ends with a zero.
 */
final class CharsMap {
    private final int[] units;
    private final byte[] replacements;

    /** @param blob the field {@code precompiled_charsmap}; empty for no replacements */
    CharsMap(byte[] blob) {
        if (blob.length == 0) {
            units = new int[0];
            replacements = blob;
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        int size = blob.length < 4 ? -1 : buffer.getInt();
        if (size < 0 || size > blob.length - 4 || size % 4 != 0) {
            throw damaged();
        }
        units = new int[size / 4];
        buffer.asIntBuffer().get(units);
        replacements = Arrays.copyOfRange(blob, 4 + size, blob.length);
    }

    /**
     * The longest text at a place that is replaced.
     *
     * @return its length in the lower 32 bits, and where its replacement begins in the upper ones; 0 for none
     */
    long longest(byte[] text, int from, int to) {
        if (units.length == 0) {
            return 0;
        }
        long found = 0;
        int at = offset(units[0]);
        for (int i = from; i < to; i++) {
            int label = text[i] & 0xff;
            at ^= label;
            int unit = unit(at);
            if ((unit & (1 << 31 | 0xff)) != label) {
                break;
            }
            at ^= offset(unit);
            if ((unit >> 8 & 1) != 0) {
                found = (long) (unit(at) & Integer.MAX_VALUE) << 32 | (i + 1 - from);
            }
        }
        return found;
    }

    /** Adds the replacement that begins there. */
    void append(int from, Bytes to) {
        int end = from;
        while (end < replacements.length && replacements[end] != 0) {
            end++;
        }
        if (from >= replacements.length) {
            throw damaged();
        }
        to.append(replacements, from, end);
    }

    private int unit(int at) {
        if (at < 0 || at >= units.length) {
            throw damaged();
        }
        return units[at];
    }

    private static int offset(int unit) {
        return (unit >>> 10) << ((unit & (1 << 9)) >>> 6);
    }

    private static ModelException damaged() {
        return new ModelException("the SentencePiece vocabulary has a damaged map of characters");
    }
}
