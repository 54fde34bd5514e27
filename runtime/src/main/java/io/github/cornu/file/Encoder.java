package io.github.cornu.file;

import io.github.cornu.op.text.TokenTable;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes numbers in as few bytes as they need: seven bits in each, the lowest first, the eighth bit says that there are
 * more; whole numbers that may be negative with their sign in the lowest bit; floats as they are, little-endian. Texts,
 * weights and tables are written once, elsewhere, and told by their number. Methods return the encoder.
 */
final class Encoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<Weight, Integer> weights = new IdentityHashMap<>();
    private final List<Weight> weightList = new ArrayList<>();
    private final Map<Weight, Integer> uses = new IdentityHashMap<>();
    private final Map<TokenTable, Integer> tables = new IdentityHashMap<>();
    private final List<TokenTable> tableList = new ArrayList<>();

    Encoder() {}

    /** With the numbers of some texts. */
    Encoder(List<String> known) {
        known.forEach(text -> texts.put(text, texts.size()));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    List<String> texts() {
        return List.copyOf(texts.keySet());
    }

    List<Weight> weights() {
        return weightList;
    }

    List<TokenTable> tables() {
        return tableList;
    }

    /** How often a weight was written. */
    int uses(Weight weight) {
        return uses.getOrDefault(weight, 0);
    }

    /** Bytes as they are. */
    void raw(byte[] some) {
        bytes.writeBytes(some);
    }

    /** A number that is not negative. */
    Encoder count(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
        return this;
    }

    Encoder number(long value) {
        return count(value << 1 ^ value >> 63);
    }

    Encoder flag(boolean value) {
        bytes.write(value ? 1 : 0);
        return this;
    }

    Encoder real(float value) {
        fixed(Float.floatToRawIntBits(value), Float.BYTES);
        return this;
    }

    Encoder real(double value) {
        fixed(Double.doubleToRawLongBits(value), Double.BYTES);
        return this;
    }

    private void fixed(long bits, int count) {
        for (int i = 0; i < count; i++) {
            bytes.write((int) (bits >>> 8 * i));
        }
    }

    Encoder text(String value) {
        Integer known = texts.putIfAbsent(value, texts.size());
        return count(known == null ? texts.size() - 1 : known);
    }

    /** The text itself. */
    void characters(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        count(encoded.length);
        raw(encoded);
    }

    <E extends Enum<E>> Encoder name(Names<E> names, E constant) {
        return text(names.of(constant));
    }

    Encoder numbers(List<Integer> values) {
        count(values.size());
        for (int value : values) {
            number(value);
        }
        return this;
    }

    Encoder shape(Shape shape) {
        count(shape.rank());
        for (int length : shape.lengths()) {
            number(length);
        }
        return this;
    }

    /** A weight, or null. */
    Encoder weight(Weight weight) {
        if (weight == null) {
            return count(0);
        }
        Integer known = weights.putIfAbsent(weight, weightList.size());
        if (known == null) {
            weightList.add(weight);
        }
        uses.merge(weight, 1, Integer::sum);
        return count(1 + weights.get(weight));
    }

    Encoder table(TokenTable table) {
        Integer known = tables.putIfAbsent(table, tableList.size());
        if (known == null) {
            tableList.add(table);
        }
        return count(tables.get(table));
    }
}
