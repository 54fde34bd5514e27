/**
 * What all layers of Keras have in common, whatever their family. A layer reads its config, declares its weights, and
 * turns each call into operations. The packages below are named as the folders of {@code keras/src/layers}; each
 * lists its classes, for {@link io.github.cornu.importer.layer.registry.LayerRegistry}.
 */
package io.github.cornu.importer.layer;
