package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebFilesTest {
    private static final byte[] BYTES = {1, 2, 3, -1, 5};

    @TempDir
    Path folder;

    /** A server that announces a length, or none if it is below 0. */
    private URLConnection answer(long announced) throws IOException {
        return new URLConnection(folder.toUri().toURL()) {
            @Override
            public void connect() {}

            @Override
            public InputStream getInputStream() {
                assertTrue(getConnectTimeout() > 0 && getReadTimeout() > 0);
                return new ByteArrayInputStream(BYTES);
            }

            @Override
            public long getContentLengthLong() {
                return announced;
            }
        };
    }

    @Test
    void wholeFilesAreRead() throws IOException {
        for (long announced : new long[] {-1, BYTES.length}) {
            try (InputStream in = WebFiles.open(answer(announced))) {
                assertArrayEquals(BYTES, in.readAllBytes());
            }
            try (InputStream in = WebFiles.open(answer(announced))) {
                for (byte expected : BYTES) {
                    assertEquals(expected & 0xFF, in.read());
                }
                assertEquals(-1, in.read());
            }
        }
    }

    @Test
    void whatEndsEarlyIsAnError() throws IOException {
        try (InputStream in = WebFiles.open(answer(BYTES.length + 2))) {
            IOException e = assertThrows(IOException.class, in::readAllBytes);
            assertEquals("it ends after 5 of 7 bytes", e.getMessage());
        }
    }

    @Test
    void filesOfThisMachineHaveAddressesToo() throws IOException {
        Path file = Files.write(folder.resolve("model file.h5"), BYTES);
        try (InputStream in = WebFiles.open(file.toUri())) {
            assertArrayEquals(BYTES, in.readAllBytes());
        }
        assertThrows(IOException.class, () -> WebFiles.open(URI.create("odd:none")));
        assertThrows(IOException.class, () -> WebFiles.open(URI.create("relative")));
    }
}
