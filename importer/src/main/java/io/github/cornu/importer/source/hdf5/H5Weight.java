package io.github.cornu.importer.source.hdf5;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** A dataset as a weight; read from the file each time. */
public final class H5Weight implements Weight {
    /** Deflate makes data smaller at most by this, so that a dataset that claims more is none. */
    private static final long MAX_COMPRESSION = 1100;

    private final Dataset dataset;
    private final Shape shape;
    private final NumberType type;
    /** The bytes in the file, as long as somebody reads them: a weight is read in many parts. */
    private volatile WeakReference<ByteBuffer> mapped = new WeakReference<>(null);

    /** How to take numbers out of the file. */
    private enum NumberType {
        FLOAT32_IN_PLACE,
        BFLOAT16,
        BOOLEAN,
        OTHER
    }

    /**
     * A dataset.
     *
     * @param file the one that it is in
     * @throws ModelException if it claims to be larger than it can be, or holds no numbers
     */
    public H5Weight(H5File file, Dataset dataset) {
        this.dataset = dataset;
        this.shape = H5Faults.guarded(label(), () -> Shape.of(dataset.getDimensions()));
        this.type = H5Faults.guarded(label(), () -> type(file));
        H5Faults.guarded(label(), () -> {
            checkSize(file);
            return null;
        });
    }

    private NumberType type(H5File file) {
        DataType found = dataset.getDataType();
        if (found instanceof StringData && file.hasOpaque() && found.getSize() == Short.BYTES) {
            return NumberType.BFLOAT16;
        }
        if (found instanceof FixedPoint) {
            return NumberType.OTHER;
        }
        if (found instanceof EnumDataType) {
            return NumberType.BOOLEAN;
        }
        if (!(found instanceof FloatingPoint floating)) {
            throw new UnsupportedModelException(
                    label() + " holds no numbers but " + found.getClass().getSimpleName());
        }
        if (isBfloat16(floating)) {
            return NumberType.BFLOAT16;
        }
        checkIsIeee(floating);
        boolean plain = dataset instanceof ContiguousDataset
                && floating.getSize() == Float.BYTES
                && floating.getByteOrder() == ByteOrder.LITTLE_ENDIAN;
        return plain ? NumberType.FLOAT32_IN_PLACE : NumberType.OTHER;
    }

    /** The number type that HDF5 itself has for it. */
    private static boolean isBfloat16(FloatingPoint type) {
        return type.getSize() == Short.BYTES
                && type.getExponentSize() == 8
                && type.getMantissaSize() == 7
                && type.getExponentBias() == 127
                && type.getByteOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    /** Other formats of the same size would be read as if they were IEEE. */
    private void checkIsIeee(FloatingPoint floating) {
        int exponent = switch (floating.getSize()) {
            case 2 -> 5;
            case 4 -> 8;
            case 8 -> 11;
            default -> -1;
        };
        if (floating.getExponentSize() != exponent) {
            throw new UnsupportedModelException(label() + " has a number type of " + floating.getExponentSize()
                    + " exponent and " + floating.getMantissaSize() + " mantissa bits");
        }
    }

    /** What a file cannot hold is refused before memory is taken for it. */
    private void checkSize(H5File file) {
        long bytes =
                Math.multiplyExact((long) shape.size(), dataset.getDataType().getSize());
        boolean inPlace = dataset instanceof ContiguousDataset;
        if (bytes > (inPlace ? file.length() : MAX_COMPRESSION * file.length())) {
            throw new ModelException(label() + " of the shape " + shape + " is larger than the file");
        }
        if (bytes > 0 && inPlace && ((ContiguousDataset) dataset).getDataAddress() < 0) {
            throw new ModelException(label() + " was never written");
        }
        if (!inPlace && hasFillValue()) {
            throw new UnsupportedModelException(label() + " is stored in parts and has a fill value");
        }
    }

    /** jhdf takes zeros for the parts that were never written. */
    private boolean hasFillValue() {
        Object value = dataset.getFillValue();
        if (value != null && value.getClass().isArray() && Array.getLength(value) == 1) {
            value = Array.get(value, 0);
        }
        return value instanceof Number number && number.doubleValue() != 0;
    }

    private String label() {
        return "the dataset '" + dataset.getPath() + "'";
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public float[] read() {
        if (shape.size() == 0) {
            return new float[0];
        }
        return H5Faults.guarded(label(), () -> switch (type) {
            case FLOAT32_IN_PLACE -> float32();
            case BFLOAT16 -> bfloat16();
            case BOOLEAN -> booleans();
            case OTHER -> Floats.of(dataset.getDataFlat(), shape.size(), label());
        });
    }

    @Override
    public boolean readsParts() {
        return type == NumberType.FLOAT32_IN_PLACE
                || type == NumberType.BFLOAT16 && dataset instanceof ContiguousDataset;
    }

    @Override
    public void read(int first, int count, float[] target) {
        if (!readsParts()) {
            System.arraycopy(read(), first, target, 0, count);
        } else if (count > 0) {
            H5Faults.guarded(label(), () -> {
                if (type == NumberType.BFLOAT16) {
                    bfloat16(buffer(Short.BYTES), first, count, target);
                } else {
                    buffer(Float.BYTES).asFloatBuffer().position(first).get(target, 0, count);
                }
                return null;
            });
        }
    }

    /** In one piece, as Keras writes it, without a copy in between. */
    private float[] float32() {
        float[] values = new float[shape.size()];
        buffer(Float.BYTES).asFloatBuffer().get(values);
        return values;
    }

    /** The upper halves of floats. */
    private float[] bfloat16() {
        if (!(dataset instanceof ContiguousDataset)) {
            throw new UnsupportedModelException(label() + " is bfloat16 that is stored in parts");
        }
        float[] values = new float[shape.size()];
        bfloat16(buffer(Short.BYTES), 0, values.length, values);
        return values;
    }

    private static void bfloat16(ByteBuffer buffer, int first, int count, float[] target) {
        for (int i = 0; i < count; i++) {
            target[i] = Float.intBitsToFloat(buffer.getShort(buffer.position() + Short.BYTES * (first + i)) << 16);
        }
    }

    /** What h5py makes of truth values: an enumeration of FALSE and TRUE. */
    private float[] booleans() {
        Object data = dataset.getDataFlat();
        List<?> names = data instanceof Object[] several ? Arrays.asList(several) : List.of(data);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            String name = String.valueOf(names.get(i));
            if (!name.equals("TRUE") && !name.equals("FALSE")) {
                throw new UnsupportedModelException(label() + " holds no numbers but names, '" + name + "' among them");
            }
            values[i] = name.equals("TRUE") ? 1f : 0f;
        }
        return values;
    }

    private ByteBuffer buffer(int bytesEach) {
        ByteBuffer whole = mapped.get();
        if (whole == null) {
            whole = ((ContiguousDataset) dataset).getBuffer();
            mapped = new WeakReference<>(whole);
        }
        ByteBuffer buffer = whole.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.remaining() < (long) shape.size() * bytesEach) {
            throw new ModelException(label() + " ends after " + buffer.remaining() + " bytes");
        }
        return buffer;
    }

    @Override
    public String toString() {
        return label();
    }
}
