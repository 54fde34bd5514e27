/** The JSON in which Keras writes the architecture of a model: configs of layers, and who calls whom. */
package io.github.cornu.importer.config;
