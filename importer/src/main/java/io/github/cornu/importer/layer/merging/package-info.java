/** The layers of {@code keras/src/layers/merging}, and Merge of Keras 1. */
package io.github.cornu.importer.layer.merging;
