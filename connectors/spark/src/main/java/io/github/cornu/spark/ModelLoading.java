package io.github.cornu.spark;

import io.github.cornu.Model;
import io.github.cornu.importer.ModelRef;
import java.io.Serializable;

/** Loads a model in each JVM that needs it, for instance with custom layers; is sent there. */
@FunctionalInterface
public interface ModelLoading extends Serializable {
    /**
     * The model.
     *
     * @param ref what to load
     * @param opener opens files in all file systems that Spark's configuration of Hadoop knows, and web addresses
     * @throws io.github.cornu.ModelException if it cannot be loaded
     */
    Model load(ModelRef ref, ModelRef.Opener opener);
}
