package io.github.cornu.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation has a form in files, and reads as it was written. */
class OpsTest {
    private static final int SAMPLES = 500;

    @TestFactory
    Stream<DynamicTest> everyOperationReadsAsItWasWritten() throws IOException {
        List<Class<?>> classes = RandomOps.classes(Op.class);
        assertFalse(classes.isEmpty());
        return classes.stream()
                .map(type -> dynamicTest(type.getSimpleName(), () -> {
                    RandomOps random = new RandomOps(type.hashCode());
                    for (int i = 0; i < SAMPLES; i++) {
                        Op op = (Op) random.make(type);
                        assertEquals(op, readAgain(op));
                    }
                }));
    }

    /** Weights and tables are the same objects then. */
    private static Op readAgain(Op op) {
        Encoder out = new Encoder();
        Ops.write(op, out);
        Decoder in = decoder(out);
        Op read = Ops.read(in);
        in.requireEnd();
        return read;
    }

    private static Decoder decoder(Encoder out) {
        Decoder in = new Decoder(ByteBuffer.wrap(out.bytes()));
        out.texts().forEach(in::add);
        out.weights().forEach(in::add);
        out.tables().forEach(in::add);
        return in;
    }

    private record Unknown() implements Op {
        @Override
        public List<Shape> outputShapes(List<Shape> inputs) {
            return inputs;
        }

        @Override
        public Prepared prepare(Kernels kernels) {
            return null;
        }
    }

    @Test
    void anOperationWithoutAFormIsRefused() {
        Encoder out = new Encoder();
        Exception e = assertThrows(IllegalArgumentException.class, () -> Ops.write(new Unknown(), out));
        assertEquals("the operation Unknown cannot be written to a .cornu file", e.getMessage());
    }

    @Test
    void aTagOfALaterVersionIsRefused() {
        Encoder out = new Encoder();
        out.text("Dense/2");
        Decoder in = decoder(out);
        Exception e = assertThrows(IllegalArgumentException.class, () -> Ops.read(in));
        assertEquals("this version of Cornu does not know the operation 'Dense/2'", e.getMessage());
    }
}
