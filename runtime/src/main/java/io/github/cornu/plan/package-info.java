/** From a graph to steps: rewriting, packing weights, planning memory. */
package io.github.cornu.plan;
