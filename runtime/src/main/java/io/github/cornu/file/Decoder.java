package io.github.cornu.file;

import io.github.cornu.op.text.TokenTable;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what an {@link Encoder} wrote. Nothing in the bytes is believed: each method throws an
 * {@link IllegalArgumentException} if they cannot be what it reads, and no memory is taken for more than they can hold.
 */
final class Decoder {
    private static final int BITS = 7;

    private final ByteBuffer bytes;
    private final int version;
    private final List<String> texts = new ArrayList<>();
    private final List<Weight> weights = new ArrayList<>();
    private final List<TokenTable> tables = new ArrayList<>();

    /**
     * A reader.
     *
     * @param version of what is read
     */
    Decoder(ByteBuffer bytes, int version) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.version = version;
    }

    /** What is wrong with a file that led to an exception. */
    static String reason(RuntimeException e) {
        return e instanceof IllegalArgumentException || e instanceof ArithmeticException
                ? e.getMessage()
                : "the file is damaged: " + e;
    }

    int version() {
        return version;
    }

    void add(String text) {
        texts.add(text);
    }

    void add(Weight weight) {
        weights.add(weight);
    }

    void add(TokenTable table) {
        tables.add(table);
    }

    private ByteBuffer need(int count) {
        if (bytes.remaining() < count) {
            throw new IllegalArgumentException("it ends in the middle of a number");
        }
        return bytes;
    }

    void requireEnd() {
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("there are " + bytes.remaining() + " bytes too many");
        }
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            byte next = need(1).get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }

    long large() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    int number() {
        long value = large();
        if (value != (int) value) {
            throw new IllegalArgumentException("the number " + value + " is too large");
        }
        return (int) value;
    }

    /** A number of things that follow, each of at least one byte. */
    int count() {
        return below(bytes.remaining() + 1L);
    }

    /** A number from 0 to before a limit. */
    int below(long limit) {
        long value = unsigned();
        if (value < 0 || value >= limit) {
            throw new IllegalArgumentException("the number " + value + " is too large");
        }
        return (int) value;
    }

    boolean flag() {
        byte value = need(1).get();
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("neither yes nor no: " + value);
        }
        return value == 1;
    }

    float real() {
        return need(Float.BYTES).getFloat();
    }

    double precise() {
        return need(Double.BYTES).getDouble();
    }

    String text() {
        return texts.get(below(texts.size()));
    }

    /** The text itself. */
    String characters() {
        int length = count();
        ByteBuffer part = bytes.slice().limit(length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is not UTF-8", e);
        }
    }

    <E extends Enum<E>> E name(Names<E> names) {
        return names.get(text());
    }

    /** Some numbers that are not negative. */
    List<Integer> counts(int count) {
        need(count);
        List<Integer> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(below(Integer.MAX_VALUE));
        }
        return values;
    }

    List<Integer> numbers() {
        int count = count();
        List<Integer> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(number());
        }
        return values;
    }

    Shape shape() {
        int[] lengths = new int[count()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = number();
        }
        return Shape.of(lengths);
    }

    Weight weight() {
        Weight weight = weightOrNull();
        if (weight == null) {
            throw new IllegalArgumentException("a weight is missing");
        }
        return weight;
    }

    Weight weightOrNull() {
        int number = below(weights.size() + 1L);
        return number == 0 ? null : weights.get(number - 1);
    }

    TokenTable table() {
        return tables.get(below(tables.size()));
    }
}
