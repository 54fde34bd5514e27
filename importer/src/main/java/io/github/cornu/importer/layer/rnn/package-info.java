/** The layers of {@code keras/src/layers/rnn}. */
package io.github.cornu.importer.layer.rnn;
