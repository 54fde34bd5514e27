/** Reads trained Keras models: {@link io.github.cornu.importer.KerasModels}. */
package io.github.cornu.importer;
