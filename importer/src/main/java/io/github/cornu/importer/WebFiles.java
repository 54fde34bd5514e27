package io.github.cornu.importer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;

/** Opens addresses as the JDK understands them. A file that ends before its announced length is an error. */
final class WebFiles {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private WebFiles() {}

    static InputStream open(URI uri) throws IOException {
        try {
            return open(uri.toURL().openConnection());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    static InputStream open(URLConnection connection) throws IOException {
        connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        connection.setReadTimeout((int) READ_TIMEOUT.toMillis());
        InputStream in = connection.getInputStream();
        return new Whole(in, connection.getContentLengthLong());
    }

    private static final class Whole extends FilterInputStream {
        /** Below 0: not announced. */
        private final long length;

        private long count;

        Whole(InputStream in, long length) {
            super(in);
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            counted(next < 0 ? -1 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            return counted(super.read(bytes, offset, most));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private int counted(int read) throws IOException {
            if (read >= 0) {
                count += read;
            } else if (count < length) {
                throw new IOException("it ends after " + count + " of " + length + " bytes");
            }
            return read;
        }
    }
}
