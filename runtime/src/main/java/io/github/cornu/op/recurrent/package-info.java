/** Recurrent layers: the loop over time, and the cells that it runs. */
package io.github.cornu.op.recurrent;
