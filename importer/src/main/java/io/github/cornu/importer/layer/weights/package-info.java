/** How layers find their weights in the files of every version of Keras. */
package io.github.cornu.importer.layer.weights;
