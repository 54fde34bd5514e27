package io.github.cornu.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A file of {@code testdata} that is about to be damaged. */
final class EditedFile {
    private byte[] bytes;

    private EditedFile(byte[] bytes) {
        this.bytes = bytes;
    }

    static EditedFile of(String file) {
        return new EditedFile(TestData.bytes(file));
    }

    /** Puts a text in the place of another one of the same length, wherever it stands. */
    EditedFile replace(String old, String with) {
        if (old.length() != with.length()) {
            throw new IllegalArgumentException("'" + old + "' and '" + with + "' are not of the same length");
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.contains(old)) {
            throw new IllegalArgumentException("there is no '" + old + "'");
        }
        bytes = text.replace(old, with).getBytes(StandardCharsets.ISO_8859_1);
        return this;
    }

    EditedFile truncate(int length) {
        bytes = Arrays.copyOf(bytes, length);
        return this;
    }

    EditedFile flipBits(Random random, int count) {
        for (int i = 0; i < count; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return this;
    }

    int length() {
        return bytes.length;
    }

    /** Writes it as {@code model.h5}. */
    Path write(Path folder) {
        try {
            return Files.write(folder.resolve("model.h5"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
