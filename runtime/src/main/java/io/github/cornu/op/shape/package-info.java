/** Operations that move elements or give them another shape, and compute nothing. */
package io.github.cornu.op.shape;
