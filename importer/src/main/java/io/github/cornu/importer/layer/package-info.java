/**
 * The layers of Keras: one class each, or one for a family. A layer reads its config, declares its weights, and turns
 * each call into operations. {@link io.github.cornu.importer.layer.LayerRegistry} lists them.
 */
package io.github.cornu.importer.layer;
