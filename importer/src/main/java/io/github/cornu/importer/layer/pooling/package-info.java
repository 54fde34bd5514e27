/** The layers of {@code keras/src/layers/pooling}. */
package io.github.cornu.importer.layer.pooling;
