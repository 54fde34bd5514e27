/** Scaling and shifting: layer normalization, and batch normalization at inference. */
package io.github.cornu.op.normalization;
