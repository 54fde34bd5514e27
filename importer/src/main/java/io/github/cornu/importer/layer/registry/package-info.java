/** Which class of Keras is which layer here. */
package io.github.cornu.importer.layer.registry;
