package io.github.cornu.importer.source;

import io.github.cornu.ModelException;

/**
 * The architecture in a file.
 *
 * @param config JSON
 * @param kerasVersion the version that wrote it, or null
 * @param backend the backend of Keras that wrote it, or null
 */
public record Architecture(String config, String kerasVersion, String backend) {
    /** That a file has none. */
    static ModelException missing() {
        return new ModelException(
                "the file has no 'model_config': it holds weights without the architecture, which is needed too");
    }
}
