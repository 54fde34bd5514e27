package io.github.cornu.importer.numpy;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The elements of {@code .npy} files of texts: NumPy's unicode, or bytes in UTF-8. */
final class NpyTexts {
    private static final Pattern TYPE = Pattern.compile("([<>|=]?)([US])(\\d{1,9})");

    private NpyTexts() {}

    static boolean are(String type) {
        return TYPE.matcher(type).matches();
    }

    static Tensor read(ByteBuffer buffer, NpyHeader header, int count) {
        Matcher type = TYPE.matcher(header.type());
        if (!type.matches()) {
            throw new ModelException("its elements have the type '" + header.type() + "', expected texts");
        }
        if (header.columnMajor() && header.shape().rank() > 1) {
            throw new ModelException("its texts are in column-major order, which is not read");
        }
        boolean unicode = type.group(2).equals("U");
        int width = Integer.parseInt(type.group(3));
        long bytes = (long) width * (unicode ? Integer.BYTES : 1) * count;
        if (bytes > buffer.remaining()) {
            throw new ModelException("it ends after " + buffer.remaining() + " of " + bytes + " bytes of elements");
        }
        if (!unicode) {
            return utf8(buffer, header.shape(), width, count);
        }
        buffer.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Tensor texts = Tensor.zeros(header.shape().append(Shape.of(Math.max(1, width))));
        for (int i = 0; i < width * count; i++) {
            int code = buffer.getInt();
            texts.data()[i] = code;
        }
        return Texts.of(texts);
    }

    /** A file of unicode, little-endian. */
    static byte[] bytes(Tensor texts) {
        Shape shape = texts.shape();
        byte[] header = NpyHeader.bytes("<U" + shape.length(-1), shape.axes(0, shape.rank() - 1));
        float[] data = texts.data();
        ByteBuffer buffer = ByteBuffer.allocate(Math.addExact(header.length, Math.multiplyExact(4, data.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(header);
        for (float code : data) {
            buffer.putInt((int) code);
        }
        return buffer.array();
    }

    private static Tensor utf8(ByteBuffer buffer, Shape shape, int width, int count) {
        List<String> texts = new ArrayList<>();
        byte[] bytes = new byte[width];
        for (int i = 0; i < count; i++) {
            buffer.get(bytes);
            int end = width;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            texts.add(new String(bytes, 0, end, StandardCharsets.UTF_8));
        }
        return Texts.of(texts, shape.lengths());
    }
}
