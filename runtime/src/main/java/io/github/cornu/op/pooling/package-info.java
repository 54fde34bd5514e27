/** The maximum or the average of windows. */
package io.github.cornu.op.pooling;
