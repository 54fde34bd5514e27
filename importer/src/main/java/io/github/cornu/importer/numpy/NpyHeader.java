package io.github.cornu.importer.numpy;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} file.
 *
 * @param type for instance {@code <f4}
 * @param columnMajor whether the first axis varies fastest
 */
record NpyHeader(String type, boolean columnMajor, Shape shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int LAST_VERSION = 3;
    /** Python's literals: single or double quotes, and a long may end with L. */
    private static final Pattern TYPE = entry("descr", "['\"]([^'\"]*)['\"]");

    private static final Pattern RECORDS = entry("descr", "\\[");
    private static final Pattern ORDER = entry("fortran_order", "(True|False)");
    private static final Pattern SHAPE = entry("shape", "\\(\\s*((?:\\d+L?\\s*,\\s*)*(?:\\d+L?\\s*)?)\\)");

    private static Pattern entry(String key, String value) {
        return Pattern.compile("['\"]" + key + "['\"]\\s*:\\s*" + value);
    }

    /** Reads a header and leaves the buffer at the first element. */
    static NpyHeader read(ByteBuffer buffer) {
        byte[] magic = new byte[MAGIC.length];
        if (buffer.remaining() < MAGIC.length + 4) {
            throw new ModelException("it is no .npy file");
        }
        buffer.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new ModelException("it is no .npy file");
        }
        int major = buffer.get();
        int minor = buffer.get();
        if (major < 1 || major > LAST_VERSION || minor != 0) {
            throw new ModelException(
                    "its format has the version " + major + "." + minor + ", expected 1.0, 2.0 or 3.0");
        }
        int length = major == 1 ? Short.toUnsignedInt(buffer.getShort()) : readInt(buffer);
        if (length < 0 || length > buffer.remaining()) {
            throw new ModelException("its header is cut off");
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return parse(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static int readInt(ByteBuffer buffer) {
        return buffer.remaining() < 4 ? -1 : buffer.getInt();
    }

    private static NpyHeader parse(String text) {
        Matcher type = TYPE.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (RECORDS.matcher(text).find()) {
            throw new ModelException("its elements are records, not numbers");
        }
        if (!type.find() || !order.find() || !shape.find()) {
            throw new ModelException("its header is damaged");
        }
        try {
            int[] lengths = Arrays.stream(shape.group(1).split(","))
                    .map(length -> length.strip().replace("L", ""))
                    .filter(length -> !length.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return new NpyHeader(type.group(1), order.group(1).equals("True"), Shape.of(lengths));
        } catch (NumberFormatException e) {
            throw new ModelException("its shape (" + shape.group(1) + ") is too large", e);
        }
    }

    /** The bytes of a header for elements of that type, row-major. */
    static byte[] bytes(String type, Shape shape) {
        StringBuilder lengths = new StringBuilder();
        for (int length : shape.lengths()) {
            lengths.append(length).append(',').append(' ');
        }
        String tuple = shape.rank() == 1
                ? lengths.toString().strip()
                : lengths.substring(0, Math.max(0, lengths.length() - 2));
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int unpadded = MAGIC.length + 4 + text.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        byte[] header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer buffer =
                ByteBuffer.allocate(MAGIC.length + 4 + header.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) header.length)
                .put(header);
        return buffer.array();
    }
}
