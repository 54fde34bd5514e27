package io.github.cornu.importer.layer.operation;

import java.util.List;

/**
 * A function in one language.
 *
 * @param names of its parameters, as the operation knows them
 */
public record OperationEntry(Operation operation, List<String> names, Signature signature) {}
