package io.github.cornu.importer.layer.operation;

import java.util.List;

/**
 * A function in one language.
 *
 * @param names of its parameters, as the operation knows them
 * @param takesComplex whether it knows what to do with complex numbers
 * @param takesTexts whether it knows what to do with texts
 */
public record OperationEntry(
        Operation operation, List<String> names, Signature signature, boolean takesComplex, boolean takesTexts) {}
