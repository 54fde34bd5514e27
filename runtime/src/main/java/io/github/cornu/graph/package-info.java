/** Models as lists of operations, with the names of the layers they came from, and the errors that carry these names. */
package io.github.cornu.graph;
