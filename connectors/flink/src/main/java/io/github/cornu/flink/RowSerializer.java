package io.github.cornu.flink;

import io.github.cornu.OnNewModel;
import io.github.cornu.RowLayout;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes rows of streams as {@link io.github.cornu.StreamPool#writeRow} makes them: 4 bytes with their length, and the
 * bytes. The snapshot of the serializer holds the layout, once for all rows.
 */
public final class RowSerializer extends TypeSerializer<byte[]> {
    private static final long serialVersionUID = 1;
    private static final int MOST_BYTES = 1 << 28;

    private final byte[] layout;
    private final OnNewModel onNewModel;

    /**
     * @param layout of the rows that will be written
     * @param onNewModel what becomes of rows of other weights
     * @throws IllegalArgumentException if a row takes more than 256 MiB
     */
    public RowSerializer(RowLayout layout, OnNewModel onNewModel) {
        this(layout.toBytes(), onNewModel);
        if (layout.rowBytes() > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "the state of a key takes " + layout.rowBytes() + " bytes, at most " + MOST_BYTES + " are kept");
        }
    }

    RowSerializer(byte[] layout, OnNewModel onNewModel) {
        this.layout = layout.clone();
        this.onNewModel = onNewModel;
    }

    /** The layout of the rows that are written. */
    public RowLayout layout() {
        return RowLayout.fromBytes(layout);
    }

    byte[] layoutBytes() {
        return layout.clone();
    }

    OnNewModel onNewModel() {
        return onNewModel;
    }

    /** Rows are never changed, only replaced. */
    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<byte[]> duplicate() {
        return this;
    }

    @Override
    public byte[] createInstance() {
        return new byte[0];
    }

    @Override
    public byte[] copy(byte[] from) {
        return from;
    }

    @Override
    public byte[] copy(byte[] from, byte[] reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(byte[] row, DataOutputView target) throws IOException {
        target.writeInt(row.length);
        target.write(row);
    }

    @Override
    public byte[] deserialize(DataInputView source) throws IOException {
        byte[] row = new byte[length(source)];
        source.readFully(row);
        return row;
    }

    private static int length(DataInputView source) throws IOException {
        int length = source.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("the state is damaged: a row of " + length + " bytes");
        }
        return length;
    }

    @Override
    public byte[] deserialize(byte[] reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = length(source);
        target.writeInt(length);
        target.write(source, length);
    }

    @Override
    public TypeSerializerSnapshot<byte[]> snapshotConfiguration() {
        return new RowSerializerSnapshot(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowSerializer same
                && Arrays.equals(layout, same.layout)
                && onNewModel.equals(same.onNewModel);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(layout), onNewModel);
    }

    /** Flink shows it where two do not go together. */
    @Override
    public String toString() {
        return layout() + ", " + onNewModel;
    }
}
