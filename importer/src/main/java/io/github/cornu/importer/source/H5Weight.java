package io.github.cornu.importer.source;

import io.github.cornu.graph.ModelException;
import io.github.cornu.graph.UnsupportedModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A dataset as a weight; read from the file each time. */
final class H5Weight implements Weight {
    private final Dataset dataset;
    private final Shape shape;

    H5Weight(Dataset dataset) {
        this.dataset = dataset;
        this.shape = H5File.guarded(label(), () -> Shape.of(dataset.getDimensions()));
        DataType type = H5File.guarded(label(), dataset::getDataType);
        if (type instanceof FloatingPoint floating) {
            checkIsIeee(floating);
        } else if (!(type instanceof FixedPoint)) {
            throw new UnsupportedModelException(
                    label() + " has the number type " + type.getClass().getSimpleName());
        }
    }

    /** Other formats of the same size, bfloat16 for one, would be read as if they were IEEE. */
    private void checkIsIeee(FloatingPoint type) {
        int exponent = switch (type.getSize()) {
            case 2 -> 5;
            case 4 -> 8;
            case 8 -> 11;
            default -> -1;
        };
        if (type.getExponentSize() != exponent) {
            throw new UnsupportedModelException(label() + " has a number type of " + type.getExponentSize()
                    + " exponent and " + type.getMantissaSize() + " mantissa bits");
        }
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
        return H5File.guarded(label(), () -> {
            if (shape.size() == 0) {
                return new float[0];
            }
            float[] mapped = readMapped();
            return mapped == null ? Floats.of(dataset.getDataFlat(), shape.size(), label()) : mapped;
        });
    }

    /** Little-endian float32 in one piece, as Keras writes it, without a copy in between; otherwise null. */
    private float[] readMapped() {
        boolean plain = dataset instanceof ContiguousDataset
                && dataset.getDataType() instanceof FloatingPoint type
                && type.getSize() == Float.BYTES
                && type.getByteOrder() == ByteOrder.LITTLE_ENDIAN;
        if (!plain) {
            return null;
        }
        if (((ContiguousDataset) dataset).getDataAddress() < 0) {
            throw new ModelException(label() + " was never written");
        }
        ByteBuffer buffer = ((ContiguousDataset) dataset).getBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[shape.size()];
        if (buffer.remaining() < (long) values.length * Float.BYTES) {
            throw new ModelException(label() + " ends after " + buffer.remaining() + " bytes");
        }
        buffer.asFloatBuffer().get(values);
        return values;
    }

    @Override
    public String toString() {
        return label();
    }
}
