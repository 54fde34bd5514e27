package io.github.cornu.importer.source.hdf5;

import io.github.cornu.ModelException;
import io.jhdf.api.Attribute;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Texts in attributes. They are UTF-8 whatever their type says: h5py calls the bytes of Python ASCII. */
final class H5Texts {
    /** Keras cuts lists of names at 64 kB. */
    private static final int MAX_TEXTS = 1 << 20;

    /** Classes of types with the version of the description, as the first byte of it. */
    private static final int FIXED = 0x13;

    private static final int VARIABLE = 0x19;
    /** A pointer to the text and its length. */
    private static final int VARIABLE_SIZE = 16;

    private H5Texts() {}

    /**
     * Strings of any rank, fixed or variable; an empty list is written as an empty array of floats.
     *
     * @throws ModelException if the attribute is damaged, or no text
     */
    static List<String> of(Attribute attribute) {
        Object data = H5Faults.guarded("the attribute '" + attribute.getName() + "'", () -> read(attribute));
        List<String> texts = new ArrayList<>();
        if (data instanceof String text) {
            texts.add(text);
        } else if (data instanceof String[] array) {
            texts.addAll(List.of(array));
        } else if (data != null && attribute.getSize() != 0) {
            throw new ModelException("the attribute '" + attribute.getName() + "' is no text");
        }
        texts.replaceAll(H5Texts::withoutNuls);
        return texts;
    }

    private static Object read(Attribute attribute) {
        long elements = 1;
        for (int length : attribute.getDimensions()) {
            elements = Math.multiplyExact(elements, (long) length);
        }
        if (elements > MAX_TEXTS) {
            throw new IllegalArgumentException("it claims to have " + elements + " texts");
        }
        DataType utf8 = utf8(attribute.getDataType());
        return utf8 == null || attribute.isEmpty()
                ? attribute.getData()
                : DatasetReader.readDataset(
                        utf8,
                        attribute.getBuffer(),
                        attribute.getDimensions(),
                        attribute.getNode().getHdfFile().getHdfBackingStorage());
    }

    /** The type with that encoding; null if it is none of texts. */
    private static DataType utf8(DataType type) {
        ByteBuffer description = ByteBuffer.allocate(VARIABLE_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        if (type instanceof StringData text) {
            int padding = text.getPaddingType().ordinal();
            description.put((byte) FIXED).put((byte) (padding | 1 << 4)).putShort((short) 0);
            description.putInt(type.getSize());
        } else if (type instanceof VariableLength text && text.isVariableLengthString()) {
            int padding = text.getPaddingType().ordinal();
            description.put((byte) VARIABLE).put((byte) (1 | padding << 4)).putShort((short) 1);
            description.putInt(VARIABLE_SIZE);
            description.put((byte) FIXED).put((byte) 0).putShort((short) 0).putInt(1);
        } else {
            return null;
        }
        return DataType.readDataType(description.rewind());
    }

    private static String withoutNuls(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
