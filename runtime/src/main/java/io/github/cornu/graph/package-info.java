/** Models as lists of operations, with the names of the layers they came from. */
package io.github.cornu.graph;
