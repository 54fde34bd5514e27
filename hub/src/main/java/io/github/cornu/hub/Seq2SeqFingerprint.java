package io.github.cornu.hub;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A number by which models with other weights are told apart: of what a model makes of some tokens. Weights that have
 * no part in that, such as those of other tokens or of later positions, may differ. Safe for all threads.
 */
final class Seq2SeqFingerprint {
    /** More than one: the weights of a single key are 1, whatever made it. */
    private static final int TOKENS = 4;

    private final Seq2SeqParts parts;
    /** 0 until it is known. */
    private volatile long value;

    Seq2SeqFingerprint(Seq2SeqParts parts) {
        this.parts = parts;
    }

    /** Never 0. */
    long value() {
        if (value == 0) {
            CRC32 crc = new CRC32();
            DecoderMemory probe = probe(crc);
            parts.crossed().forEach(name -> add(crc, probe.crossed(name)));
            parts.kept().forEach(name -> add(crc, probe.kept(name)));
            value = crc.getValue() + 1;
        }
        return value;
    }

    /** Runs both halves on different tokens, as many as the model takes; adds the scores. */
    private DecoderMemory probe(CRC32 crc) {
        int vocabulary = vocabulary();
        for (int count = Math.min(TOKENS, vocabulary); ; count--) {
            int[] tokens = new int[count];
            for (int i = 0; i < count; i++) {
                tokens[i] = i * (vocabulary / count);
            }
            try {
                DecoderMemory memory = DecoderMemory.encoded(parts, tokens);
                add(crc, DecoderSteps.run(parts, List.of(memory), new int[][] {tokens}));
                return memory;
            } catch (ModelException e) {
                // There may be fewer positions than tokens.
                if (count == 1) {
                    throw e;
                }
            }
        }
    }

    /** How many tokens there are at least. */
    private int vocabulary() {
        int tokens = parts.decoder().outputs().stream()
                .filter(output -> output.name().equals(Seq2SeqParts.SCORES))
                .findFirst()
                .orElseThrow()
                .shape()
                .length(2);
        return tokens == Shape.FREE ? TOKENS : tokens;
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
