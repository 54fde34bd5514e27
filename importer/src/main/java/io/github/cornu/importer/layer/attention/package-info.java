/** The layers of {@code keras/src/layers/attention}. */
package io.github.cornu.importer.layer.attention;
