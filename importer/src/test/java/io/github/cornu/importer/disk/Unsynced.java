package io.github.cornu.importer.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is in the memory of the machine only: contents of files, and moves. */
public final class Unsynced {
    private record Move(Path target, byte[] before) {}

    private final Set<Path> files = new HashSet<>();
    private final List<Move> moves = new ArrayList<>();

    void write(Path file) {
        files.add(file);
    }

    void syncFile(Path file) {
        files.remove(file);
    }

    void move(Path from, Path to) throws IOException {
        moves.add(new Move(to, Files.exists(to) ? Files.readAllBytes(to) : null));
        if (files.remove(from)) {
            files.add(to);
        } else {
            files.remove(to);
        }
    }

    void syncFolder(Path folder) {
        moves.removeIf(move -> move.target.getParent().equals(folder));
    }

    /**
     * The machine loses its power: files lose their contents.
     *
     * @param withMoves whether moves are lost, too
     */
    public void lose(boolean withMoves) throws IOException {
        for (Path file : files) {
            if (Files.exists(file)) {
                Files.write(file, new byte[0]);
            }
        }
        for (int i = moves.size() - 1; withMoves && i >= 0; i--) {
            Move move = moves.get(i);
            Files.delete(move.target);
            if (move.before != null) {
                Files.write(move.target, move.before);
            }
        }
    }
}
