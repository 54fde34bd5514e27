package io.github.cornu.importer.source;

/**
 * The architecture in a file.
 *
 * @param config JSON
 * @param kerasVersion the version that wrote it, or null
 * @param backend the backend of Keras that wrote it, or null
 */
public record Architecture(String config, String kerasVersion, String backend) {}
