package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertLinesMatch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * The scalar kernels give the committed bits on every CPU and in every JVM, with whatever options. After a change that
 * is meant to change them, {@code -Dcornu.writeCrc} writes the file anew.
 */
class KernelBitsTest {
    private static final Path FILE = Path.of("../testdata/kernels/crc.txt");

    @Test
    void bitsAreTheCommittedOnes() throws IOException {
        Map<String, CRC32> crcs = new LinkedHashMap<>();
        for (KernelCall call : KernelCall.all()) {
            update(crcs.computeIfAbsent(call.kernel(), name -> new CRC32()), call.run(KernelSelector.scalar()));
        }
        List<String> lines = crcs.entrySet().stream()
                .map(entry -> String.format(
                        "%s %08x", entry.getKey(), entry.getValue().getValue()))
                .toList();
        if (System.getProperty("cornu.writeCrc") != null) {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        }
        assertLinesMatch(Files.readAllLines(FILE), lines);
    }

    /** A NaN is a NaN. */
    private static void update(CRC32 crc, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        for (float value : values) {
            bytes.putInt(Float.floatToIntBits(value));
        }
        crc.update(bytes.flip());
    }
}
