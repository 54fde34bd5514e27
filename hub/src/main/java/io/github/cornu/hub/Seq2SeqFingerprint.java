package io.github.cornu.hub;

import io.github.cornu.tensor.Tensor;
import java.util.List;
import java.util.zip.CRC32;

/** A number that models with other weights do not have: of what a model makes of one token. Safe for all threads. */
final class Seq2SeqFingerprint {
    private final Seq2SeqParts parts;
    /** 0 until it is known. */
    private volatile long value;

    Seq2SeqFingerprint(Seq2SeqParts parts) {
        this.parts = parts;
    }

    /** Never 0. */
    long value() {
        if (value == 0) {
            DecoderMemory probe = DecoderMemory.encoded(parts, 0);
            CRC32 crc = new CRC32();
            add(crc, DecoderSteps.run(parts, List.of(probe), new int[][] {{0}}));
            parts.crossed().forEach(name -> add(crc, probe.crossed(name)));
            parts.kept().forEach(name -> add(crc, probe.kept(name)));
            value = crc.getValue() + 1;
        }
        return value;
    }

    private static void add(CRC32 crc, Tensor tensor) {
        for (float number : tensor.data()) {
            int bits = Float.floatToIntBits(number);
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                crc.update(bits >>> shift);
            }
        }
    }
}
