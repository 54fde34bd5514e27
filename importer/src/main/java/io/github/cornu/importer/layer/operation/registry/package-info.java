/** Which functions are known, in which languages, and which are refused. */
package io.github.cornu.importer.layer.operation.registry;
