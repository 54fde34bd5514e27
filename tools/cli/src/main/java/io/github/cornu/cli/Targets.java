package io.github.cornu.cli;

import io.github.cornu.output.NewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The files of a call: none that it writes may be another one of them. */
final class Targets {
    private final CommandSpec spec;
    private final Map<String, Path> files = new LinkedHashMap<>();

    Targets(CommandSpec spec) {
        this.spec = spec;
    }

    /** @param file that is read, or null */
    Targets reads(String option, Path file) {
        if (file != null) {
            files.put(option, file);
        }
        return this;
    }

    /**
     * Refuses a file that is one of those before.
     *
     * @param file that is written, or null
     */
    Targets writes(String option, Path file) {
        if (file == null) {
            return this;
        }
        if (file.equals(Path.of("-"))) {
            throw wrong(option + " cannot be the standard output; a file of the name '-' is './-'");
        }
        files.forEach((other, path) -> {
            if (isIn(file, path)) {
                throw wrong(option + " is in the folder of " + other + ": " + file);
            }
            if (NewFiles.isSame(file, path) || place(file).equals(place(path))) {
                throw wrong(option + " and " + other + " are the same file: " + file);
            }
        });
        return reads(option, file);
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    /** Whether it is there already in the folder of an unzipped archive. */
    private static boolean isIn(Path file, Path folder) {
        try {
            return Files.isDirectory(folder)
                    && !Files.isDirectory(file)
                    && file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** Of a file that need not be there. */
    private static Path place(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            return absolute.getParent().toRealPath().resolve(absolute.getFileName());
        } catch (IOException e) {
            return absolute.normalize();
        }
    }
}
