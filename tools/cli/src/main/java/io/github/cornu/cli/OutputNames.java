package io.github.cornu.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The names of {@code --outputs}. */
final class OutputNames {
    private OutputNames() {}

    /** Refuses what is no name of a layer in any model, and names that are there twice. */
    static void check(List<String> names, CommandSpec spec) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank()) {
                throw new ParameterException(spec.commandLine(), "--outputs has an empty name: write --outputs=a,b");
            }
            if (!seen.add(name)) {
                throw new ParameterException(spec.commandLine(), "--outputs names '" + name + "' twice");
            }
        }
    }
}
