package io.github.cornu.file;

import java.io.IOException;

/** How the numbers of a weight are written. */
interface WeightForm {
    /** What {@link Reading} needs to read it, but for the numbers. */
    void describe(Encoder out);

    /** How many bytes the numbers need. */
    long length();

    void write(FileSink sink) throws IOException;
}
