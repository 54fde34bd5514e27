/** The layers of {@code keras/src/layers/reshaping}. */
package io.github.cornu.importer.layer.reshaping;
