package io.github.cornu.importer.source;

/** The members of a {@code .keras} archive, zipped or not. */
interface Members extends AutoCloseable {
    /** Whether there is a member of that name. */
    boolean has(String member);

    /** A member as a file, which may be used until the archive is closed. */
    SourceFile open(String member);

    @Override
    void close();
}
