package io.github.cornu.output;

/** When a new file is safe from a crash of the whole machine. A crash of the process alone harms no file either way. */
public enum Durability {
    /** When the call returns: file and folder are flushed to the disk (fsync), which takes milliseconds. */
    SYNCED,
    /**
     * When the operating system has written it on its own, within a minute or so. Until then a loss of power may leave
     * an empty file, where there was an old one too.
     */
    CACHED
}
