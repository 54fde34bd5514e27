package io.github.cornu.cli;

import io.github.cornu.output.Durability;
import io.github.cornu.output.NewFiles;
import picocli.CommandLine.Option;

/** How files are written. */
final class OutputOptions {
    @Option(
            names = "--no-sync",
            description =
                    "Do not wait until what is written is on the disk: faster, but a loss of power in the next minute "
                            + "may cost the new file and the one that it replaces.")
    private boolean cached;

    Durability durability() {
        return cached ? Durability.CACHED : Durability.SYNCED;
    }

    NewFiles newFiles() {
        return new NewFiles(durability());
    }
}
