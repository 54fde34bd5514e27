package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import java.util.zip.ZipEntry;

/** What a member of an archive may claim to be: archives may come from strangers. */
public final class ZipLimits {
    /** Larger members may not be packed more tightly than any weights are. */
    private static final long LARGE = 1L << 26;

    private static final int MAX_RATIO = 100;

    private ZipLimits() {}

    /**
     * Refuses a member that is large, and packed more tightly than anything that Keras writes.
     *
     * @throws ModelException if it is
     */
    public static void check(ZipEntry member) {
        long size = member.getSize();
        if (size > LARGE && size / MAX_RATIO > member.getCompressedSize()) {
            throw new ModelException("the member '" + member.getName() + "' claims " + size + " bytes, packed into "
                    + member.getCompressedSize());
        }
    }
}
