/** Models as layers, and the nodes of functional models that are no layers of Keras. */
package io.github.cornu.importer.layer.model;
