package io.github.cornu.flink;

import io.github.cornu.OnNewModel;
import io.github.cornu.RowLayout;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What savepoints keep of a {@link RowSerializer}: the layout of the rows. */
public final class RowSerializerSnapshot implements TypeSerializerSnapshot<byte[]> {
    private static final int VERSION = 1;
    private static final int MOST_BYTES = 1 << 24;

    private byte[] layout;
    private OnNewModel onNewModel;

    /** For Flink, which reads it then. */
    public RowSerializerSnapshot() {}

    RowSerializerSnapshot(RowSerializer serializer) {
        layout = serializer.layoutBytes();
        onNewModel = serializer.onNewModel();
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(layout.length);
        out.write(layout);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version != VERSION) {
            throw new IOException("the layout of rows has the version " + version + ", this is " + VERSION);
        }
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("the layout of rows is damaged: " + length + " bytes");
        }
        layout = new byte[length];
        in.readFully(layout);
        onNewModel = OnNewModel.refuse();
    }

    @Override
    public TypeSerializer<byte[]> restoreSerializer() {
        return new RowSerializer(layout, onNewModel);
    }

    /** Rows tell their weights, so that those of other layouts can be read where they begin anew or are replayed. */
    @Override
    public TypeSerializerSchemaCompatibility<byte[]> resolveSchemaCompatibility(TypeSerializerSnapshot<byte[]> old) {
        if (!(old instanceof RowSerializerSnapshot written)) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return fits(RowLayout.fromBytes(written.layout))
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private boolean fits(RowLayout written) {
        RowLayout here = RowLayout.fromBytes(layout);
        return switch (onNewModel.kind()) {
            case RESET -> true;
            case REPLAY -> here.hasInputsOf(written) || here.hasStatesOf(written);
            default -> here.hasStatesOf(written);
        };
    }
}
