package io.github.cornu.hub.tokenizer.sentencepiece;

import io.github.cornu.ModelException;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one protobuf message, in the order in which they stand. */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final byte[] data;
    private final int end;
    private int position;
    private int wireType;

    ProtoReader(byte[] data) {
        this(data, 0, data.length);
    }

    private ProtoReader(byte[] data, int from, int end) {
        this.data = data;
        this.position = from;
        this.end = end;
    }

    /** The number of the next field, whose value is to be read or skipped; 0 at the end of the message. */
    int next() {
        if (position == end) {
            return 0;
        }
        long tag = rawVarint();
        wireType = (int) (tag & 7);
        return (int) (tag >>> 3);
    }

    int integer() {
        expect(VARINT);
        return (int) rawVarint();
    }

    boolean flag() {
        expect(VARINT);
        return rawVarint() != 0;
    }

    float real() {
        expect(FIXED32);
        int from = advance(4);
        int bits = data[from] & 0xff
                | (data[from + 1] & 0xff) << 8
                | (data[from + 2] & 0xff) << 16
                | (data[from + 3] & 0xff) << 24;
        return Float.intBitsToFloat(bits);
    }

    byte[] bytes() {
        expect(BYTES);
        int length = length();
        byte[] value = new byte[length];
        System.arraycopy(data, advance(length), value, 0, length);
        return value;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    ProtoReader message() {
        expect(BYTES);
        int length = length();
        int from = advance(length);
        return new ProtoReader(data, from, from + length);
    }

    void skip() {
        switch (wireType) {
            case VARINT -> rawVarint();
            case FIXED64 -> advance(8);
            case BYTES -> advance(length());
            case FIXED32 -> advance(4);
            default -> throw damaged("a field of the unknown kind " + wireType);
        }
    }

    private int length() {
        long length = rawVarint();
        if (length < 0 || length > end - position) {
            throw damaged("a field is longer than the file");
        }
        return (int) length;
    }

    private long rawVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = data[advance(1)];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged("a number has more than ten bytes");
    }

    private int advance(int count) {
        if (count > end - position) {
            throw damaged("it ends within a field");
        }
        int from = position;
        position += count;
        return from;
    }

    private void expect(int type) {
        if (wireType != type) {
            throw damaged("a field is of the kind " + wireType + " in place of " + type);
        }
    }

    private static ModelException damaged(String problem) {
        return new ModelException("the SentencePiece vocabulary is damaged: " + problem);
    }
}
