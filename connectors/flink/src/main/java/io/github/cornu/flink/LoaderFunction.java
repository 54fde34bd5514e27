package io.github.cornu.flink;

import io.github.cornu.importer.KerasLoader;
import java.io.Serializable;

/** Gives the loader of models with custom objects or options, on each task manager. */
@FunctionalInterface
public interface LoaderFunction extends Serializable {
    /** A loader that is kept in a constant, so that all subtasks of a JVM get the same model. */
    KerasLoader get();
}
