/** The layers of {@code keras/src/layers/normalization}. */
package io.github.cornu.importer.layer.normalization;
