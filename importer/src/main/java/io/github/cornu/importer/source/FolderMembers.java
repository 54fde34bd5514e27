package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An unzipped archive. */
record FolderMembers(Path folder) implements Members {
    @Override
    public boolean has(String member) {
        return Files.isRegularFile(folder.resolve(member));
    }

    @Override
    public SourceFile open(String member) {
        if (!has(member)) {
            throw new ModelException("the folder has no '" + member + "'");
        }
        return SourceFile.of(folder.resolve(member));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
