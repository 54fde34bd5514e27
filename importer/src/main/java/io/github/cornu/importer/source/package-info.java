/** Files: where the architecture and the weights are in them. */
package io.github.cornu.importer.source;
