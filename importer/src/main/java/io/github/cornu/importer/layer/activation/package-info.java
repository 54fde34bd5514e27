/** The layers of {@code keras/src/layers/activations}. */
package io.github.cornu.importer.layer.activation;
